import { Oid } from "@ldl/domain";

/** `repositoryUniqueId` of the DMP (samples 02.05.00). */
export const DEFAULT_REPOSITORY: Oid = Oid.parse("1.2.250.1.213.4.1.1.1.2");

/** Device of the DMP, receiver of HL7 v3 messages (samples 02.05.00). */
export const DMP_DEVICE: Oid = Oid.parse("1.2.250.1.213.4.1.1.1");
