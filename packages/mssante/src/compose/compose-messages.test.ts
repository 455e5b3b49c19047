import { randomBytes } from "node:crypto";
import { readXdm } from "@ldl/xds";
import { describe, expect, it } from "vitest";
import { archiveOf, type LetterParts } from "../../test/support/letter.ts";
import { messageInput } from "../../test/support/message-input.ts";
import { parseIncoming } from "../incoming/parse-incoming.ts";
import { type ComposeMessagesInput, type ComposeMessagesOptions, composeMessages } from "./compose-messages.ts";

const pdfOf = (bytes: number): Uint8Array => Buffer.concat([Buffer.from("%PDF-1.4\n"), randomBytes(bytes)]);

/** Documents of some sizes, and the letters that are packed for them. */
function inputOf(
  sizes: readonly number[],
  letters: readonly LetterParts[] = sizes.map((_size, at) => ({ id: `${at + 1}` })),
) {
  const { xdm: _xdm, documents: _documents, ...rest } = messageInput();
  const [document] = messageInput().documents;
  if (document === undefined) throw new Error("a document was expected");
  const packed: (readonly number[])[] = [];
  const input: ComposeMessagesInput = {
    ...rest,
    documents: sizes.map((size, at) => ({ ...document, numeroDossier: `D${at}`, pdf: pdfOf(size) })),
    pack: (positions) => {
      packed.push(positions);
      return archiveOf(...letters.filter((_letter, at) => positions.includes(at)));
    },
  };
  return { input, packed };
}

function fixed(): ComposeMessagesOptions {
  let ids = 0;
  const newId = (): string => {
    ids += 1;
    return `id-${ids}`;
  };
  return { now: () => new Date("2024-02-20T09:15:00Z"), newId };
}

describe("composeMessages", () => {
  it("makes one message of what fits", () => {
    const { input, packed } = inputOf([1_000, 1_000]);
    const parts = composeMessages(input, fixed());
    expect(parts.map(({ documents }) => documents)).toEqual([[0, 1]]);
    expect(packed).toEqual([[0, 1]]);
  });

  it.each<[string, ComposeMessagesOptions]>([
    ["attachments", { maxAttachmentsBytes: 60_000 }],
    ["message", { maxMessageBytes: 80_000 }],
  ])("makes one message for each document when the %s would be too large, each complete", (_name, limits) => {
    const { input } = inputOf([40_000, 30_000, 20_000]);
    const parts = composeMessages(input, { ...fixed(), ...limits });
    expect(parts.map(({ documents }) => documents)).toEqual([[0], [1], [2]]);
    expect(new Set(parts.map(({ message }) => message.messageId)).size).toBe(3);
    for (const [at, { message }] of parts.entries()) {
      const received = parseIncoming(message.raw);
      if (received.kind !== "xdm") throw new Error(received.kind);
      expect(received.pdfs).toHaveLength(1);
      expect(received.pdfs[0]?.name).toContain(`_D${at}.pdf`);
      const { accepted, documents } = readXdm(received.xdm.bytes);
      expect(accepted).toBe(true);
      expect(documents.map(({ entry }) => entry.uniqueId)).toEqual([`1.2.250.1.999.1.1.7898.4.${at + 1}`]);
    }
  });

  it("refuses a document that is too large alone", () => {
    for (const sizes of [[90_000], [1_000, 90_000]]) {
      expect(() => composeMessages(inputOf(sizes).input, { maxAttachmentsBytes: 60_000 })).toThrow(
        expect.objectContaining({ code: "LDL_MSS_MESSAGE_TOO_LARGE" }),
      );
    }
  });

  it("refuses documents of two patients, although each would have a message of its own", () => {
    const { input } = inputOf([40_000, 40_000], [{ id: "1" }, { id: "2", matricule: "180032B05012345", nom: "AUTRE" }]);
    expect(() => composeMessages(input, { maxAttachmentsBytes: 60_000 })).toThrow(/patient/i);
  });
});
