import { spawnSync } from "node:child_process";

/** One part of a message as Python's email package finds it. */
export interface PythonPart {
  readonly type: string;
  readonly name: string | null;
  /** SHA-256 of its decoded bytes; of a message that is carried, of its bytes as they are. */
  readonly hash: string | null;
  /** Of a text. */
  readonly text?: string;
  /** Of a report for software. */
  readonly fields?: Readonly<Record<string, string>>;
  /** Of a message that is carried. */
  readonly message?: PythonMail;
}

/** A message as Python's email package reads it, with nothing of ours in between. */
export interface PythonMail {
  readonly subject: string;
  readonly from: readonly [label: string, address: string];
  readonly to: readonly string[];
  readonly id: string;
  readonly type: string;
  /** First value of each header, decoded. */
  readonly headers: Readonly<Record<string, string>>;
  readonly parts: readonly PythonPart[];
  readonly defects: readonly string[];
}

/*
 * The label of a sender is decoded by email.header: the newer parser of addresses of Python 3.11 keeps the blank between two encoded
 * words, which RFC 2047 (section 6.2) tells readers to drop.
 */
const SCRIPT = `
import email, email.header, email.policy, email.utils, hashlib, json, struct, sys
sha = lambda data: hashlib.sha256(data).hexdigest()
def walk(part):
    kind, name = part.get_content_type(), part.get_filename()
    if kind == "message/rfc822":
        inner = part.get_payload(0)
        return [{"type": kind, "name": name, "hash": None, "message": read(inner)}]
    if kind == "message/disposition-notification":
        fields = part.get_payload(0)
        return [{"type": kind, "name": name, "hash": None, "fields": {k: str(v) for k, v in fields.items()}}]
    if part.is_multipart():
        return [found for child in part.iter_parts() for found in walk(child)]
    found = {"type": kind, "name": name, "hash": sha(part.get_payload(decode=True) or b"")}
    if kind.startswith("text/"):
        found["text"] = part.get_content()
    return [found]
def read(message):
    source = next(value for key, value in message.raw_items() if key.lower() == "from")
    label, address = email.utils.parseaddr(str(source))
    label = str(email.header.make_header(email.header.decode_header(label)))
    headers = {}
    for key, value in message.items():
        headers.setdefault(key.lower(), str(value))
    return {"subject": str(message["subject"]), "from": [label, address],
      "to": [a.addr_spec for a in message["to"].addresses], "id": str(message["message-id"]).strip(),
      "type": message.get_content_type(), "headers": headers, "parts": walk(message),
      "defects": [str(d) for p in message.walk() for d in p.defects] +
        [str(d) for v in message.values() for d in getattr(v, "defects", [])]}
data, at, found = sys.stdin.buffer.read(), 0, []
while at < len(data):
    (size,) = struct.unpack_from(">I", data, at)
    found.append(read(email.message_from_bytes(data[at + 4:at + 4 + size], policy=email.policy.default)))
    at += 4 + size
print(json.dumps(found))
`;

/** Whether Python is there; says so aloud when it is not. */
export function pythonAvailable(): boolean {
  const available = spawnSync("python3", ["-c", "import email"]).status === 0;
  if (!available && process.env["LDL_REQUIRE_SERVERS"] === "1") {
    throw new Error("LDL_REQUIRE_SERVERS=1: python3 is needed");
  }
  if (!available) console.warn("SKIPPED with Python's email package: python3 is not installed");
  return available;
}

/** Reads messages in one process. */
export function readByPython(messages: readonly Uint8Array[]): readonly PythonMail[] {
  const framed = messages.flatMap((raw) => {
    const size = Buffer.alloc(4);
    size.writeUInt32BE(raw.length);
    return [size, raw];
  });
  const { stdout, stderr, status } = spawnSync("python3", ["-c", SCRIPT], {
    input: Buffer.concat(framed),
    encoding: "utf8",
    maxBuffer: 256 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as PythonMail[];
}
