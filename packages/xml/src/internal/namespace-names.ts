/** Namespace of the prefix `xml`, declared everywhere. Namespaces in XML 1.0 §3. */
export const XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace";
/** Namespace of the prefix `xmlns`, which nothing may declare. Namespaces in XML 1.0 §3. */
export const XMLNS_NAMESPACE = "http://www.w3.org/2000/xmlns/";
