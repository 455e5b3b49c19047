import type { SqlDialect } from "./vendor-tables.ts";

/** What differs from one dialect to another. Spec of the dialects: their vendors' manuals; only PostgreSQL is run here. */
export interface Dialect {
  /** First moment of a civil day, given as text, in the time zone of a participant. */
  dayStart(parameter: string, timeZoneColumn: string): string;
  /** A moment given as text. */
  moment(parameter: string): string;
  /** How a parameter is written. */
  parameter(name: string, position: number): string;
  /** Types of columns. */
  readonly types: {
    readonly text: (length: number) => string;
    readonly instant: string;
    readonly smallInteger: string;
    readonly integer: string;
    readonly decimal: (digits: number) => string;
  };
  /** Whether the texts of this dialect are run by the tests of this package. */
  readonly executedHere: boolean;
  /** Name to print. */
  readonly label: string;
}

/** Windows name of the time zone of Paris: SQL Server knows no IANA names. */
const WINDOWS_PARIS = "Romance Standard Time";

/** The dialects. */
export const DIALECTS: Readonly<Record<SqlDialect, Dialect>> = {
  postgresql: {
    dayStart: (parameter, zone) => `CAST(CAST(${parameter} AS date) AS timestamp) AT TIME ZONE ${zone}`,
    moment: (parameter) => `CAST(${parameter} AS timestamptz)`,
    parameter: (_, position) => `$${position}`,
    types: {
      text: (length) => `varchar(${length})`,
      instant: "timestamptz",
      smallInteger: "smallint",
      integer: "integer",
      decimal: (digits) => `numeric(${digits},0)`,
    },
    executedHere: true,
    label: "PostgreSQL",
  },
  oracle: {
    dayStart: (parameter, zone) => `FROM_TZ(CAST(TO_DATE(${parameter}, 'YYYY-MM-DD') AS TIMESTAMP), ${zone})`,
    moment: (parameter) => `TO_TIMESTAMP_TZ(${parameter}, 'YYYY-MM-DD"T"HH24:MI:SSTZH:TZM')`,
    parameter: (name) => `:${name}`,
    types: {
      text: (length) => `VARCHAR2(${length} CHAR)`,
      instant: "TIMESTAMP(3) WITH TIME ZONE",
      smallInteger: "NUMBER(5)",
      integer: "NUMBER(10)",
      decimal: (digits) => `NUMBER(${digits})`,
    },
    executedHere: false,
    label: "Oracle 12 ou plus",
  },
  sqlserver: {
    dayStart: (parameter) => `CAST(${parameter} AS datetime2) AT TIME ZONE '${WINDOWS_PARIS}'`,
    moment: (parameter) => `CAST(${parameter} AS datetimeoffset)`,
    parameter: (name) => `@${name}`,
    types: {
      text: (length) => `nvarchar(${length})`,
      instant: "datetimeoffset(3)",
      smallInteger: "smallint",
      integer: "int",
      decimal: (digits) => `numeric(${digits},0)`,
    },
    executedHere: false,
    label: "SQL Server 2016 ou plus",
  },
};
