import { instantOf } from "@ldl/domain";

const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] as const;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

/** Writes a moment for the `Date` header (RFC 5322), in the time of Paris with its offset. */
export function mailDate(date: Date): string {
  const [day = "", time = ""] = instantOf(date).split("T");
  const [year, month, dayOfMonth] = day.split("-");
  const weekday = DAYS[new Date(`${day}T00:00:00Z`).getUTCDay()];
  const offset = time.slice(8).replace(":", "").replace("Z", "+0000");
  return `${weekday}, ${dayOfMonth} ${MONTHS[Number(month) - 1]} ${year} ${time.slice(0, 8)} ${offset}`;
}
