/**
 * Namespaces of the messages.
 *
 * @remarks SOAP 1.2 part 1, WS-Addressing 1.0, WSS 1.0, SAML 2.0, ebRS 3.0, IHE ITI TF-2 appendix V, HL7 v3, DMP WSDL annex.
 */
export const NS = {
  soap: "http://www.w3.org/2003/05/soap-envelope",
  soap11: "http://schemas.xmlsoap.org/soap/envelope/",
  wsa: "http://www.w3.org/2005/08/addressing",
  wsse: "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd",
  saml: "urn:oasis:names:tc:SAML:2.0:assertion",
  ds: "http://www.w3.org/2000/09/xmldsig#",
  xades: "http://uri.etsi.org/01903/v1.1.1#",
  xsi: "http://www.w3.org/2001/XMLSchema-instance",
  rim: "urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0",
  rs: "urn:oasis:names:tc:ebxml-regrep:xsd:rs:3.0",
  lcm: "urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0",
  query: "urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0",
  xdsb: "urn:ihe:iti:xds-b:2007",
  xop: "http://www.w3.org/2004/08/xop/include",
  hl7: "urn:hl7-org:v3",
  habilitations: "urn:si-dmp-habilitations",
} as const;
