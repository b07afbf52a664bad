import type { InputName } from './specification.ts'

/** What stands in for inputs that are not given where inputs are meant as in AWS's actions, and another value does elsewhere. */
export const AWS_DEFAULTS: { readonly [name in InputName]?: string } = {
  'wait-for-service-stability': 'false',
  'wait-for-task-stopped': 'false'
}

/** AWS's deploy action waits six hours at most, whatever is asked for. */
export const AWS_MOST_MINUTES = 360
