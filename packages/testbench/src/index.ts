export { findPostgres } from "./postgres/postgres-binaries.ts";
export { type StartTestPostgresOptions, startTestPostgres, type TestPostgres } from "./postgres/start-test-postgres.ts";
