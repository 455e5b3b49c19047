import type { ChildProcess } from "node:child_process";

/** The next message of a child process; rejects when it ends without one. */
export function answerOf<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const told = (answer: unknown): void => {
      child.off("exit", gone);
      resolve(answer as T);
    };
    const gone = (): void => {
      child.off("message", told);
      reject(new Error("a process ended before it answered"));
    };
    child.once("message", told).once("exit", gone);
  });
}

/** Sends a message to a child process and waits for its answer. */
export function ask<T>(child: ChildProcess, question: unknown): Promise<T> {
  const answer = answerOf<T>(child);
  child.send(question as string);
  return answer;
}
