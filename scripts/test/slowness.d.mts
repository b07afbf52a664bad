/** How many times slower this machine is than the one for which the limits on time were set, and at least 1. */
export function slowness(): number
