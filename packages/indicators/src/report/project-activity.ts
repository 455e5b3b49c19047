import { parseInput } from "@ldl/domain";
import { z } from "zod";
import { DeclaredStays, type ProjectInfo } from "../project/project-info.ts";
import { activityQuery, type DeclaredActivity } from "../queries/log-queries.ts";
import { type QueryRunner, type QueryStatement, runQuery } from "../queries/run-query.ts";

const StoredStays = z.array(DeclaredStays).nullable();

function staysOf(declared: DeclaredActivity) {
  const stays = parseInput(StoredStays, declared.stays, { name: "activity.stays" });
  return stays === null ? {} : { stays };
}

/**
 * Fills the activity that the project file does not give from the last `activity.declared` event of the participant.
 */
export async function withDeclaredActivity(
  runner: QueryRunner,
  project: ProjectInfo,
): Promise<{ readonly project: ProjectInfo; readonly statement: QueryStatement }> {
  const { rows, statement } = await runQuery(runner, activityQuery());
  const declaredOf = new Map(rows.map((row) => [row.entity_id, row]));
  const establishments = project.establishments.map((establishment) => {
    const declared = declaredOf.get(establishment.id);
    if (establishment.activity !== undefined || declared === undefined) return establishment;
    return { ...establishment, activity: { source: declared.source, year: declared.year, ...staysOf(declared) } };
  });
  const laboratories = project.laboratories.map((laboratory) => {
    const declared = declaredOf.get(laboratory.id);
    if (laboratory.activity !== undefined || declared === undefined || declared.b_annual === null) return laboratory;
    const { source, year, b_annual: bAnnual } = declared;
    return { ...laboratory, activity: { source, year, bAnnual } };
  });
  return { project: { ...project, establishments, laboratories }, statement };
}
