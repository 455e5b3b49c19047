/** Template of the section FR-Document-PDF-copie, by which a version after 2021.01 is known. */
export const COPY_TEMPLATE = "1.2.250.1.213.1.1.2.243";
