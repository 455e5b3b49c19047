import { PGlite } from "@electric-sql/pglite";

export const createPglite = (folder) => PGlite.create(folder);
