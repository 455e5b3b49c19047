import { createPrivateKey, sign } from "node:crypto";
import { createTestPki } from "@ldl/testbench";
import { buildVihf, createKeySigner } from "../src/index.ts";
import { vihfInput } from "../test/support/vihf-input.ts";
import { type Comparison, compareRates } from "./compare-rates.ts";

/** VIHF built and signed, against the bare signature of as many bytes by the same key. */
export async function benchVihf(): Promise<Comparison> {
  const { signature } = (await createTestPki()).sender;
  const signer = createKeySigner({ certificate: signature.chain, key: signature.key });
  const input = vihfInput();
  const key = createPrivateKey(signature.key);
  const data = Buffer.alloc(700, "x");
  const bare = (): Promise<unknown> =>
    new Promise((resolve, reject) => {
      sign("sha256", data, key, (error, value) => (error === null ? resolve(value) : reject(error)));
    });
  return compareRates({
    name: "VIHF / signature RSA-2048 nue",
    gate: 0.85,
    ours: () => buildVihf(input, { signer }),
    peer: bare,
    calls: 2500,
  });
}
