export type { Command, ExitCode, Invocation } from "./command.ts";
export { type Io, nodeIo } from "./io.ts";
export { main } from "./main.ts";
