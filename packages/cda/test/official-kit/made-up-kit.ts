import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll } from "vitest";

const SCH = 'xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2"';
const NS = '<ns prefix="h" uri="urn:hl7-org:v3"/>';

/** A schematron around its patterns. */
export const schematron = (content: string): string => `<schema ${SCH}>${NS}${content}</schema>`;

/** A pattern of one rule. */
export const pattern = (context: string, checks: string): string =>
  `<pattern id="p"><rule context="${context}" id="r">${checks}</rule></pattern>`;

const GENERIC = "schematrons/profils";

/** A kit of the shape of the official one, made of a few rules of our own. */
export const MADE_UP_KIT: Readonly<Record<string, string>> = {
  "infrastructure/cda/CDA_extended.xsd": `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:hl7-org:v3"
  elementFormDefault="qualified"><xs:element name="ClinicalDocument"><xs:complexType><xs:sequence>
  <xs:any minOccurs="0" maxOccurs="unbounded" processContents="skip"/></xs:sequence></xs:complexType></xs:element></xs:schema>`,
  [`${GENERIC}/IHE.sch`]: schematron(pattern("h:section", '<assert test="h:title">titre attendu</assert>')),
  [`${GENERIC}/terminologies/schematron/terminologie.sch`]: schematron(
    pattern(
      "h:code",
      `<assert test="not(doc-available(concat('../terminologie/', @codeSystem, '.rdf')) and not(doc(concat('../terminologie/', @codeSystem, '.rdf'))//code[text() = string(current()/@code)]))">code inconnu</assert>`,
    ),
  ),
  [`${GENERIC}/terminologies/terminologie/1.2.3.rdf`]: "<r><code>A</code></r>",
  [`${GENERIC}/CI-SIS_ModelesDeContenusCDA.sch`]: schematron(
    pattern("/h:ClinicalDocument", '<assert role="warning" test="h:title">titre conseillé</assert>'),
  ),
  [`${GENERIC}/structurationMinimale/ASIP-STRUCT-MIN-StrucMin.sch`]: schematron(
    pattern(
      "/h:ClinicalDocument",
      `<assert id="code-1" role="error" test="h:code/@code = doc('include/voc-1.2.9-DYNAMIC.xml')/*/valueSet/conceptList/concept/@code">code <value-of select="h:code/@code"/> hors jeu</assert>`,
    ),
  ),
  [`${GENERIC}/CI-SIS_Modeles_ANS.sch`]: schematron(pattern("h:rare", '<report test="true()">noté</report>')),
  "jeuxDeValeurs/JDV_Types.xml":
    '<RetrieveValueSetResponse xmlns="urn:ihe:iti:svs:2008"><ValueSet id="1.2.9"><ConceptList><Concept code="A" codeSystem="1.2.3"/></ConceptList></ValueSet></RetrieveValueSetResponse>',
  "schematrons/CI-SIS_ONE_2022.01.sch": schematron(
    pattern(
      "h:ClinicalDocument[h:templateId[@root = '1.2.250.1.213.1.1.1.90']]",
      '<assert test="h:id">identifiant attendu</assert>',
    ),
  ),
  "schematrons/CI-SIS_ONE_2024.01.sch": schematron(
    `<include href="INCLUDE/Body.sch"/>${pattern("h:ClinicalDocument[h:templateId[@root = '1.2.250.1.213.1.1.1.90']]", '<assert test="h:id">identifiant attendu (2024)</assert>')}`,
  ),
  "schematrons/include/body.sch": `<pattern ${SCH}><rule context="h:text"><assert test="text()">texte attendu</assert></rule></pattern>`,
  "schematrons/CI-SIS_BIO-CR-BIO_2023.01.sch": schematron(
    `<include href="include/specificationsVolets/BIO-CR-BIO_2023.01/Entete.sch"/>${pattern("h:ClinicalDocument", '<assert test="true()">m</assert>')}`,
  ),
  "ExemplesCDA/exemple.xml": `<?oxygen SCHSchema="../schematrons/profils/IHE.sch"?>
<?oxygen SCHSchema="../schematrons/CI-SIS_TWO_2023.01.sch"?>
<ClinicalDocument xmlns="urn:hl7-org:v3"><templateId root="1.2.250.1.213.1.1.1.91" extension="old"/><id root="1"/></ClinicalDocument>`,
  "schematrons/CI-SIS_TWO_2023.01.sch": schematron(pattern("h:nothing", '<assert test="true()">m</assert>')),
};

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Writes a kit into a folder that is removed when the tests of the file end; `undefined` leaves a file out. */
export function madeUpKit(changes: Readonly<Record<string, string | undefined>> = {}): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "kit-"));
  folders.push(folder);
  for (const [name, content] of Object.entries({ ...MADE_UP_KIT, ...changes })) {
    if (content === undefined) continue;
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return folder;
}

/** A document of the made-up kit. */
export function madeUpDocument(content: string, before = ""): Uint8Array {
  const text = `${before}<ClinicalDocument xmlns="urn:hl7-org:v3">\n${content}\n</ClinicalDocument>`;
  return new TextEncoder().encode(text);
}
