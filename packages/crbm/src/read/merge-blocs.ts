import { present, some } from "@ldl/cda";
import type { Batterie, Bloc, Isolat, StatutBloc } from "../model/bloc.ts";
import type { Resultat } from "../model/resultat.ts";

type Scope = Pick<Bloc, "prelevements" | "executant" | "validation">;

/** What a result or a group says of itself, else what is said of all around it. */
function within<T extends Scope>(member: T, { prelevements, executant, validation }: Scope): T {
  return {
    ...member,
    ...present({
      prelevements: member.prelevements ?? prelevements,
      executant: member.executant ?? executant,
      validation: member.validation ?? validation,
    }),
  };
}

/** An isolate has no specimen of its own: its results and antibiograms have. */
function isolateWithin(isolat: Isolat, { prelevements, executant, validation }: Scope): Isolat {
  const { resultats, antibiogrammes } = isolat;
  const specimens: Scope = present({ prelevements });
  return {
    ...isolat,
    ...present({
      executant: isolat.executant ?? executant,
      validation: isolat.validation ?? validation,
      resultats: resultats?.map((resultat): Resultat => within(resultat, specimens)),
      antibiogrammes: antibiogrammes?.map((batterie): Batterie => within(batterie, specimens)),
    }),
  };
}

function elementsOf(bloc: Bloc): Bloc["elements"] {
  return bloc.elements.map((element) =>
    element.genre === "isolat" ? { ...element, ...isolateWithin(element, bloc) } : within(element, bloc),
  );
}

function statusOf(blocs: readonly Bloc[]): StatutBloc {
  const statuses = new Set(blocs.map(({ statut }) => statut));
  if (statuses.has("active")) return "active";
  return statuses.has("completed") ? "completed" : "aborted";
}

/**
 * Makes one block of several: specimens, laboratory and validation of each stay with its own results.
 *
 * @param first - First block.
 * @param others - Further blocks.
 * @returns One block with all results, comments and images; the first one as it is without others.
 */
export function mergeBlocs(first: Bloc, others: readonly Bloc[]): Bloc {
  if (others.length === 0) return first;
  const blocs = [first, ...others];
  const automates = new Set(blocs.flatMap((bloc) => bloc.automates ?? []));
  return {
    ...present({ code: first.code, codeLocal: first.codeLocal }),
    statut: statusOf(blocs),
    elements: blocs.flatMap(elementsOf),
    ...present({
      images: some(blocs.flatMap((bloc) => bloc.images ?? [])),
      commentaires: some(blocs.flatMap((bloc) => bloc.commentaires ?? [])),
      automates: some([...automates]),
    }),
  };
}
