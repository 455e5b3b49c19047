/**
 * XML name spaces of the messages.
 *
 * @remarks DMP sample messages 02.05.00; SOAP 1.2, WS-Addressing 1.0, SAML 2.0, XML-DSig, XAdES 1.1.1, ebXML RegRep 3.0.
 */
export const NAMESPACES = {
  ds: "http://www.w3.org/2000/09/xmldsig#",
  hl7: "urn:hl7-org:v3",
  lcm: "urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0",
  query: "urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0",
  rim: "urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0",
  rs: "urn:oasis:names:tc:ebxml-regrep:xsd:rs:3.0",
  saml2: "urn:oasis:names:tc:SAML:2.0:assertion",
  soap: "http://www.w3.org/2003/05/soap-envelope",
  wsa: "http://www.w3.org/2005/08/addressing",
  wsse: "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd",
  xades: "http://uri.etsi.org/01903/v1.1.1#",
  xdsb: "urn:ihe:iti:xds-b:2007",
  xop: "http://www.w3.org/2004/08/xop/include",
  xsi: "http://www.w3.org/2001/XMLSchema-instance",
} as const;
