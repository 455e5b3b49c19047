/** Keeps the IDs of the narrative and the references to them, so that none is written twice and none is left dangling. @internal */
export interface ReferenceRegistry {
  /** Notes that an ID is written, and returns it. */
  declare(id: string): string;
  /** Notes that an ID is referred to, and returns the reference, `#id`. */
  refer(id: string): string;
  /** Throws when a reference points nowhere. */
  check(): void;
}

const NC_NAME = /^[A-Za-z_][A-Za-z0-9._-]*$/;

/** Creates the registry of one document. */
export function createReferenceRegistry(): ReferenceRegistry {
  const declared = new Set<string>();
  const referred = new Set<string>();
  return {
    declare(id) {
      if (!NC_NAME.test(id)) throw new RangeError(`"${id}" is no XML name`);
      if (declared.has(id)) throw new RangeError(`the ID "${id}" is written twice`);
      declared.add(id);
      return id;
    },
    refer(id) {
      referred.add(id);
      return `#${id}`;
    },
    check() {
      for (const id of referred)
        if (!declared.has(id)) throw new RangeError(`the narrative has no ID "${id}", which an entry refers to`);
    },
  };
}
