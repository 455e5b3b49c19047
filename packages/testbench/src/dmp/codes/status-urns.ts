/** Availability statuses. @remarks ebRS 3.0; IHE ITI TF-3 §4.2; DMP sample messages for the two of the French registry. */
export const AVAILABILITY = {
  approved: "urn:oasis:names:tc:ebxml-regrep:StatusType:Approved",
  deprecated: "urn:oasis:names:tc:ebxml-regrep:StatusType:Deprecated",
  archived: "urn:asip:ci-sis:2010:StatusType:Archived",
  deleted: "urn:asip:ci-sis:2010:StatusType:Deleted",
} as const;
