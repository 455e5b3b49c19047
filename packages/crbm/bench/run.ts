/** Both benches, one after the other: building, then reading. */
await import("./cr-bio.ts");
await import("./read-cr-bio.ts");
