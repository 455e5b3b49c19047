import { LdlError } from "@ldl/domain";
import { type ComposedMessage, type ComposeMessageOptions, composeMessage } from "./compose-message.ts";
import type { ComposeMessageInput } from "./message-input.ts";

/**
 * What {@link composeMessages} makes messages of: a message whose archive is still to be packed.
 *
 * @public
 */
export interface ComposeMessagesInput extends Omit<ComposeMessageInput, "xdm" | "messageId"> {
  /**
   * Packs some of the documents into an archive IHE_XDM.ZIP of its own, with `packXdm` of `@ldl/xds`. Called with the positions
   * of all documents first: an archive is of one patient, therefore documents of several patients are refused there.
   */
  readonly pack: (positions: readonly number[]) => Uint8Array;
}

/**
 * Options of {@link composeMessages}.
 *
 * @public
 */
export interface ComposeMessagesOptions extends ComposeMessageOptions {
  /** Largest message, encoded, as the operator takes it: `maxMessageBytes` of its profile. Default: not checked. */
  readonly maxMessageBytes?: number;
}

/**
 * A message, and which documents it carries.
 *
 * @public
 */
export interface MessagePart {
  /** The message. */
  readonly message: ComposedMessage;
  /** Positions of its documents among those that were given. */
  readonly documents: readonly number[];
}

function compose(
  { pack, ...input }: ComposeMessagesInput,
  positions: readonly number[],
  { maxMessageBytes, ...options }: ComposeMessagesOptions,
): MessagePart {
  const documents = input.documents.filter((_document, position) => positions.includes(position));
  const message = composeMessage({ ...input, documents, xdm: pack(positions) }, options);
  const size = message.raw.length;
  if (maxMessageBytes !== undefined && size > maxMessageBytes) {
    throw new LdlError("LDL_MSS_MESSAGE_TOO_LARGE", "the message is larger than the operator's limit", {
      details: { size, limit: maxMessageBytes },
    });
  }
  return { message, documents: positions };
}

/**
 * Composes one message of several documents, or one message for each document when they are too large together.
 *
 * @remarks ECO.2.1.1 allows several documents of one patient in one archive; an archive is never cut, each message has an archive
 * of its own. Each has its own Message-ID, too: give each its own key in the outbox. Same input and options, same bytes.
 * @example
 * ```ts
 * import { type ComposeMessagesInput, composeMessages, type MssanteOutbox } from "@ldl/mssante";
 * import { type PackXdmInput, packXdm } from "@ldl/xds";
 *
 * declare const input: Omit<ComposeMessagesInput, "pack">;
 * declare const lot: PackXdmInput;
 * declare const outbox: MssanteOutbox;
 *
 * const parts = composeMessages({
 *   ...input,
 *   pack: (positions) => packXdm({ ...lot, documents: lot.documents.filter((_one, at) => positions.includes(at)) }),
 * });
 * for (const { message, documents } of parts) {
 *   await outbox.enqueue(message, { key: `sejour-1-documents-${documents.join("-")}` });
 * }
 * ```
 * @param input - Sender, recipients, patient, documents, and how they are packed.
 * @param options - Clock, identifiers, size limits.
 * @returns The messages, in the order of the documents.
 * @throws LdlError `LDL_INPUT_INVALID` when the input breaks a rule; `LDL_MSS_MESSAGE_TOO_LARGE` when one document alone goes over
 * a limit; whatever `pack` throws.
 * @public
 */
export function composeMessages(
  input: ComposeMessagesInput,
  options: ComposeMessagesOptions = {},
): readonly MessagePart[] {
  const positions = input.documents.map((_document, position) => position);
  try {
    return [compose(input, positions, options)];
  } catch (error) {
    const tooLarge = error instanceof LdlError && error.code === "LDL_MSS_MESSAGE_TOO_LARGE";
    if (!tooLarge || positions.length < 2) throw error;
    return positions.map((position) => compose(input, [position], options));
  }
}
