/** Small documents that between them hold everything a document may hold. */
export const SAMPLES: readonly string[] = [
  `<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<?style href="a.xsl" ?>\n<!-- avant -->\n<a xmlns="urn:a" xmlns:p="urn:p" p:x="1" x='2'>\n  <p:b p:y="é &lt; &amp; &quot; '"/>texte &#233; &gt; ]] > fin<![CDATA[<cru> & ]] ]]>\n  <c xmlns="">vide</c><!-- dedans --><?pi donnée ?>\n</a>\n<!-- après --><?fin?>\n`,
  `<a/>`,
  `<a b="1" c='2'></a >`,
  `<p:a xmlns:p="u"><p:b xmlns:p="v" p:c="d"/><p:b p:e="f">g</p:b></p:a>`,
  `<a xmlns:p="u" xmlns:q="u" p:x="1" q:y="2"><b xmlns:q="w" p:z="1" q:z="2"/></a>`,
  `<a t="\n\t x &#10;&#9;&#13; y">\r\n un\rdeux\r\n\r\ntrois &#13; </a>`,
  `<ä·é xmlns:ñ="u" ñ:ō="1">日本語 𝒳 😀<名前/></ä·é>`,
  `<a><b><c><d><e>x</e></d></c></b><!--x--><b/><b>y</b>z</a>`,
  `<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" classCode="DOCCLIN"><id root="1.2.250.1.213" extension="A-1"/><title>Lettre de liaison à la sortie</title><effectiveTime value="20250101120000+0100"/><value xsi:type="PQ" value="1" unit="g"/><text><paragraph>Un <content styleCode="Bold">mot</content> gras<br/></paragraph></text></ClinicalDocument>`,
  `<a xml:lang="fr" xml:space="preserve"> <b xml:base="i"> </b> </a>`,
  `<a><![CDATA[]]><![CDATA[x]]><![CDATA[y]]>z</a>`,
];
