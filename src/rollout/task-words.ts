/** How many tasks of a service run, and how many should. */
export type TaskCount = { readonly running: number; readonly desired: number }

/** tasksInWords returns `2 of 3 tasks`; during a rollout, when more run, `4 tasks, 3 desired`. */
export function tasksInWords({ running, desired }: TaskCount): string {
  return running > desired ? `${tasks(running)}, ${desired} desired` : `${running} of ${tasks(desired)}`
}

function tasks(number: number): string {
  return `${number} ${number === 1 ? 'task' : 'tasks'}`
}
