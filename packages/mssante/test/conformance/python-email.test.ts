import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { composeMessage } from "../../src/compose/compose-message.ts";
import { parseIncoming } from "../../src/incoming/parse-incoming.ts";
import { archiveOf } from "../support/letter.ts";
import { FIXED, messageInput, PDF } from "../support/message-input.ts";

/** Our messages as Python's email package reads them: an implementation that shares nothing with ours. */

const SCRIPT = `
import email, email.policy, hashlib, json, sys
message = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
def walk(part):
    if part.get_content_type() == "message/rfc822":
        return [["message/rfc822", part.get_filename(), None]]
    if part.is_multipart():
        return [found for child in part.iter_parts() for found in walk(child)]
    content = part.get_payload(decode=True) or b""
    return [[part.get_content_type(), part.get_filename(), hashlib.sha256(content).hexdigest()]]
defects = [str(d) for p in message.walk() for d in p.defects]
sender = message["from"].addresses[0]
print(json.dumps({"subject": str(message["subject"]), "from": [sender.display_name, sender.addr_spec],
  "to": [a.addr_spec for a in message["to"].addresses], "id": str(message["message-id"]).strip(),
  "type": message.get_content_type(), "parts": walk(message), "defects": defects}))
`;

const available = spawnSync("python3", ["-c", "import email"]).status === 0;
if (!available) {
  if (process.env["LDL_REQUIRE_SERVERS"] === "1") throw new Error("LDL_REQUIRE_SERVERS=1: python3 is needed");
  console.warn("SKIPPED with Python's email package: python3 is not installed");
}

interface PythonMail {
  readonly subject: string;
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly id: string;
  readonly type: string;
  readonly parts: readonly (readonly [type: string, name: string | null, hash: string | null])[];
  readonly defects: readonly string[];
}

function readByPython(raw: Uint8Array): PythonMail {
  const { stdout, stderr, status } = spawnSync("python3", ["-c", SCRIPT], { input: raw, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as PythonMail;
}

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const GOLDEN = path.join(import.meta.dirname, "../golden");

describe.skipIf(!available)("Python's email package", () => {
  it("finds the same parts, names and bytes in a message with two letters", () => {
    const xdm = archiveOf({}, { id: "2" });
    const [document = messageInput().documents[0]] = messageInput().documents;
    if (document === undefined) throw new Error("a document expected");
    const second = { ...document, libelle: "CR d'examens biologiques à l'hôpital", numeroDossier: "12150302014578" };
    const message = composeMessage(messageInput({ xdm, documents: [document, second] }), FIXED);
    const read = readByPython(message.raw);
    expect(read).toMatchObject({
      subject: "XDM/1.0/DDM+2 documents VIAL Paul 26/11/1978",
      from: ["CH Test - Cardiologie", "dpi@ch-test.mssante.fr"],
      to: ["medecin@cabinet-test.mssante.fr"],
      id: message.messageId,
      type: "multipart/mixed",
      defects: [],
    });
    expect(read.parts.slice(1)).toEqual([
      ["application/pdf", "20240219_Lettre de liaison à la sortie d'un établ_VIAL_Paul.pdf", sha256(PDF)],
      ["application/pdf", "20240219_CR d'examens biologiques à l'hôpital_VIAL_Paul_12150302014578.pdf", sha256(PDF)],
      ["application/zip", "IHE_XDM.ZIP", sha256(xdm)],
    ]);
    expect(read.parts[0]?.[0]).toBe("text/plain");
  });

  it.each(readdirSync(GOLDEN).filter((name) => name.endsWith(".eml")))(
    "reads %s without a defect, as we do",
    (name) => {
      const raw = readFileSync(path.join(GOLDEN, name));
      const read = readByPython(raw);
      const own = parseIncoming(raw);
      expect(read.defects).toEqual([]);
      expect(read.subject).toBe(own.subject);
      expect(read.id).toBe(own.messageId);
      expect(read.from[1]).toBe(own.from?.address);
    },
  );
});
