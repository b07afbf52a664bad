import type { InputName } from './specification.ts'

/** Defaults for inputs that follow AWS's actions, if they differ from the defaults elsewhere. */
export const AWS_DEFAULTS: { readonly [name in InputName]?: string } = {
  'wait-for-service-stability': 'false',
  'wait-for-task-stopped': 'false'
}

/** AWS's deploy action waits six hours at most, whatever is requested. */
export const AWS_MOST_MINUTES = 360
