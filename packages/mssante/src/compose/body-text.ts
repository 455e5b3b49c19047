import { frenchDate } from "../text/civil-date-text.ts";
import type { ComposeMessageInput, MessageSender } from "./message-input.ts";

/** A sender as a reader calls them. */
function spokenSender(from: MessageSender): string {
  if (from.kind === "entite") return from.entite;
  const person = [from.titre, from.prenom, from.nom.toUpperCase()].filter((part) => part !== undefined).join(" ");
  return from.entite === undefined ? person : `${person} (${from.entite})`;
}

function spokenPatient({ nomNaissance, prenom, dateNaissance }: ComposeMessageInput["patient"]): string {
  const name = `${nomNaissance.toUpperCase()} ${prenom}`;
  return dateNaissance === undefined ? name : `${name}, né(e) le ${frenchDate(dateNaissance)}`;
}

function documentLines({ documents }: ComposeMessageInput): string[] {
  return documents.map(({ libelle, dateActe, pdf }) => {
    const copy = pdf === undefined ? "" : ", copie PDF jointe";
    return `- ${libelle} du ${frenchDate(dateActe)}${copy}`;
  });
}

/** Text for people: who sends what about whom. Says nothing clinical. */
export function defaultBody(input: ComposeMessageInput, audience: "professional" | "patient"): string {
  const several = input.documents.length > 1;
  const what = several ? "les documents suivants" : "le document suivant";
  const introduction =
    audience === "patient"
      ? `${spokenSender(input.from)} vous adresse ${what} :`
      : `${spokenSender(input.from)} vous adresse ${what} concernant ${spokenPatient(input.patient)} :`;
  const replacement = several ? "Ces documents annulent et remplacent" : "Ce document annule et remplace";
  const closing =
    audience === "patient"
      ? input.fin === true
        ? ["Vous ne pouvez pas répondre à ce message."]
        : []
      : ["L'archive IHE_XDM.ZIP est destinée à être intégrée par votre logiciel."];
  return [
    "Bonjour,",
    "",
    introduction,
    ...documentLines(input),
    "",
    ...(input.annuleEtRemplace === true ? [`${replacement} la version précédente.`, ""] : []),
    ...closing,
    `Pour toute question : ${input.replyTo ?? input.from.adresse}`,
    "",
  ].join("\n");
}
