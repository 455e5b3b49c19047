import { describe, expect, it } from "vitest";
import { buildSample, samples, written } from "../../test/samples.ts";
import {
  buildLettreDeLiaisonEntree,
  buildLettreDeLiaisonSortie,
  type LettreDeLiaisonEntreeInput,
  type LettreDeLiaisonSortieInput,
} from "../index.ts";

const ses = written(buildSample("ldl-ses.max.json", samples.sesMax()));
const ees = written(buildSample("ldl-ees.max.json", samples.eesMax()));

function discharge(change: Partial<LettreDeLiaisonSortieInput>) {
  return written(buildLettreDeLiaisonSortie({ ...samples.sesMin(), ...change }));
}
function admission(change: Partial<LettreDeLiaisonEntreeInput>) {
  return written(buildLettreDeLiaisonEntree({ ...samples.eesMin(), ...change }));
}

describe("an allergy", () => {
  const section = ses.section("48765-2");
  const allergy = "entry/act/entryRelationship[1]/observation";

  it("stands in a list that is followed, with its author", () => {
    expect(section.attribute("entry/act/statusCode", "code")).toBe("active");
    expect(section.attribute("entry/act/effectiveTime/low", "value")).toBe("20240228");
    expect(section.all("entry/act/effectiveTime/high")).toHaveLength(0);
    expect(section.attribute("entry/act/author/assignedAuthor/id", "extension")).toBe("810022233349");
    expect(section.all("entry/act/entryRelationship")).toHaveLength(2);
  });

  it("has type, agent, reactions, severity, status, criticality, certainty", () => {
    expect(section.attribute(`${allergy}/code`, "code")).toBe("416098002");
    expect(section.referred(`${allergy}/value/originalText/reference`)).toBe("Amoxicilline");
    const agent = `${allergy}/participant/participantRole/playingEntity`;
    expect(section.attribute(`${agent}/code`, "code")).toBe("J01CA04");
    expect(section.text(`${agent}/name`)).toBe("Amoxicilline");
    const reaction = `${allergy}/entryRelationship[@typeCode='MFST'][1]/observation`;
    expect(section.referred(`${reaction}/value/originalText/reference`)).toBe("Urticaire généralisée");
    expect(section.attribute(`${reaction}/entryRelationship/observation/value`, "code")).toBe("6736007");
    const about = (code: string) => `${allergy}/entryRelationship/observation[code/@code='${code}']/value`;
    expect(section.attribute(about("SEV"), "code")).toBe("6736007");
    expect(section.attribute(about("33999-4"), "code")).toBe("active");
    expect(section.attribute(about("82606-5"), "code")).toBe("high");
    expect(section.attribute(about("66455-7"), "code")).toBe("confirmed");
  });

  it("may be a description without agent", () => {
    const second = "entry/act/entryRelationship[2]/observation";
    expect(section.all(`${second}/participant`)).toHaveLength(0);
    expect(section.referred(`${second}/value/originalText/reference`)).toBe("Intolérance au pansement adhésif");
    expect(section.attribute(`${second}/effectiveTime/high`, "value")).toBe("20240314");
  });

  it.each([
    [{ etat: "aucun" }, "no-known-allergies", "Aucune allergie ou hypersensibilité connue"],
    [{ etat: "aucun", portee: "alimentaires" }, "no-known-food-allergies", "Aucune allergie alimentaire connue"],
    [{ etat: "inconnu" }, "no-allergy-info", "Pas d'information sur les allergies et hypersensibilités"],
  ] as const)("is said not to be: %j", (allergies, code, text) => {
    const none = admission({ allergies }).section("48765-2");
    expect(none.attribute(`${allergy}/value`, "code")).toBe(code);
    expect(none.referred(`${allergy}/text/reference`)).toBe(text);
    expect(none.attribute("entry/act/effectiveTime/high", "nullFlavor")).toBe("NA");
  });

  it.each([
    ["termine", "completed", 1],
    ["interrompu", "aborted", 1],
    ["suspendu", "suspended", 0],
  ] as const)("list %s has status %s and %i end", (suivi, code, ends) => {
    const liste = [{ type: "allergie", agent: { libelle: "Latex" } }] as const;
    const list = admission({ allergies: { etat: "renseigne", suivi, liste } }).section("48765-2");
    expect(list.attribute("entry/act/statusCode", "code")).toBe(code);
    expect(list.all("entry/act/effectiveTime/high")).toHaveLength(ends);
  });
});

describe("a problem of the history", () => {
  const section = ees.section("11348-0");

  it("has a follow-up of its own", () => {
    expect(section.all("entry/act")).toHaveLength(3);
    expect(section.attribute("entry[1]/act/statusCode", "code")).toBe("completed");
    expect(section.attribute("entry[1]/act/effectiveTime/high", "value")).toBe("20150210");
    expect(section.attribute("entry[2]/act/statusCode", "code")).toBe("active");
    expect(section.all("entry[2]/act/effectiveTime/high")).toHaveLength(0);
  });

  it("has a kind, a code with its wording, its qualifiers and a comment", () => {
    const problem = "entry[1]/act/entryRelationship/observation";
    expect(section.attribute(`${problem}/code`, "code")).toBe("282291009");
    expect(section.attribute(`${problem}/value`, "code")).toBe("I35.0");
    expect(section.referred(`${problem}/value/originalText/reference`)).toBe("Rétrécissement aortique calcifié");
    expect(section.all(`${problem}/entryRelationship/observation`)).toHaveLength(3);
    expect(section.referred(`${problem}/entryRelationship/act/text/reference`)).toBe(
      "Remplacement valvulaire en 2015.",
    );
    expect(section.attribute("entry[2]/act/entryRelationship/observation/value", "code")).toBeUndefined();
  });

  it("may be absent, which is not the same as not being said", () => {
    expect(section.attribute("entry[3]/act/entryRelationship/observation", "negationInd")).toBe("true");
    expect(section.attribute("entry[1]/act/entryRelationship/observation", "negationInd")).toBeUndefined();
  });

  it.each([
    ["aucun", "no-known-problems"],
    ["inconnu", "no-problem-info"],
  ] as const)("is said not to be: %s", (etat, code) => {
    const none = admission({ antecedentsMedicaux: { etat } }).section("11348-0");
    expect(none.attribute("entry/act/entryRelationship/observation/value", "code")).toBe(code);
  });
});

describe("a procedure", () => {
  it("of the past has code, dates and a comment", () => {
    const section = ees.section("47519-4");
    expect(section.attribute("entry[1]/procedure", "moodCode")).toBe("EVN");
    expect(section.attribute("entry[1]/procedure/code", "code")).toBe("DBKA006");
    expect(section.attribute("entry[1]/procedure/effectiveTime/low", "value")).toBe("20150210");
    expect(section.attribute("entry[2]/procedure/code", "nullFlavor")).toBe("NAV");
    expect(section.referred("entry[2]/procedure/code/originalText/reference")).toBe("Appendicectomie dans l'enfance");
    expect(section.attribute("entry[2]/procedure/effectiveTime", "nullFlavor")).toBe("UNK");
  });

  it("to come has a priority, or a date", () => {
    const section = ses.section("18776-5");
    expect(section.attribute("entry[1]/procedure", "moodCode")).toBe("INT");
    expect(section.attribute("entry[1]/procedure/priorityCode", "code")).toBe("R");
    expect(section.attribute("entry[2]/procedure/effectiveTime", "nullFlavor")).toBe("UNK");
    expect(section.attribute("entry[2]/procedure/statusCode", "code")).toBe("active");
  });

  it.each([
    ["aucun", "no-known-procedures"],
    ["inconnu", "no-procedure-info"],
  ] as const)("is said not to be: %s", (etat, code) => {
    const none = admission({ antecedentsChirurgicaux: { etat } }).section("47519-4");
    expect(none.attribute("entry/procedure", "negationInd")).toBe("true");
    expect(none.attribute("entry/procedure/code", "code")).toBe(code);
  });
});

describe("the care plan", () => {
  const section = ses.section("18776-5");

  it("has requests by intention, with the code of requests by default", () => {
    const moods = ["INT", "PRP", "GOL"];
    moods.forEach((mood, index) => {
      expect(section.attribute(`entry[${index + 3}]/observation`, "moodCode")).toBe(mood);
    });
    expect(section.attribute("entry[3]/observation/code", "code")).toBe("ORG-064");
    expect(section.text("entry[3]/observation/value")).toBe("Ionogramme sanguin, créatininémie");
    expect(section.attribute("entry[5]/observation/statusCode", "code")).toBe("new");
  });

  it("has visits to come and done, with whom and where", () => {
    expect(section.attribute("entry[6]/encounter", "moodCode")).toBe("ARQ");
    expect(section.attribute("entry[6]/encounter/performer/assignedEntity/id", "extension")).toBe("810011122230");
    expect(section.text("entry[6]/encounter/participant/participantRole/playingEntity/name")).toBe(
      "Cabinet médical des Acacias",
    );
    expect(section.attribute("entry[7]/encounter/code", "code")).toBe("SS");
    expect(section.attribute("entry[8]/encounter", "moodCode")).toBe("EVN");
    expect(section.attribute("entry[8]/encounter/templateId[1]", "root")).toBe("2.16.840.1.113883.10.20.1.21");
  });

  it("has advice in free text", () => {
    expect(section.text("text/paragraph")).toContain("Surveillance du poids");
  });
});

describe("a device", () => {
  const section = ses.section("46264-8");

  it("has its number, its dates, its identifier and its codes", () => {
    expect(section.attribute("entry[1]/supply/id", "extension")).toBe("DM-778");
    expect(section.attribute("entry[1]/supply/effectiveTime/low", "value")).toBe("20240304");
    const role = "entry[1]/supply/participant/participantRole";
    expect(section.attribute(`${role}/id`, "extension")).toContain("00844588003288");
    expect(section.attribute(`${role}/playingDevice/code`, "codeSystemName")).toBe("EMDN");
    expect(section.attribute(`${role}/playingDevice/code/translation`, "codeSystemName")).toBe("LPP");
    expect(section.all("entry[2]/supply/participant/participantRole/id")).toHaveLength(0);
  });

  it("says its coverage only when it is known", () => {
    expect(section.all("entry[1]/supply/entryRelationship/observation")).toHaveLength(4);
    expect(section.attribute("entry[1]/supply/entryRelationship[1]/observation/value", "value")).toBe("true");
    expect(section.all("entry[2]/supply/entryRelationship")).toHaveLength(0);
  });

  it.each([
    ["aucun", "no-known-devices"],
    ["inconnu", "no-device-info"],
  ] as const)("is said not to be: %s", (etat, code) => {
    const none = discharge({ dispositifsMedicaux: { etat } }).section("46264-8");
    expect(none.attribute("entry/supply/participant/participantRole/playingDevice/code", "code")).toBe(code);
    expect(none.attribute("entry/supply/id", "nullFlavor")).toBe("NA");
  });
});
