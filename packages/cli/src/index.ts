export type { Command, ExitCode, Invocation, OptionShape } from "./command.ts";
export { type Io, nodeIo } from "./io.ts";
export { main } from "./main.ts";
