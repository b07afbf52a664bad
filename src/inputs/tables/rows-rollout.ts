import { LIFECYCLE_STAGES } from '../../rollout/outcome.ts'
import { type InputRow, NUMBERED, SERVICE_DEPLOYMENT } from './row.ts'

const WAITS = ['deployed', 'stable', 'paused', 'none', ...LIFECYCLE_STAGES] as const

/** How services are rolled out, watched and rolled back. */
export const ROLLOUT_INPUTS = {
  'wait-until': {
    kind: 'word',
    group: 'rollout',
    words: WAITS,
    inRoot: true,
    says: '`deployed` (watch each rollout to its outcome), `stable` (and until the desired count runs and no other deployment is active), `paused` (until a lifecycle hook waits for approval), a lifecycle stage such as `BAKE_TIME`, or `none`'
  },
  'wait-for-service-stability': {
    kind: 'switch',
    group: 'rollout',
    says: '`false` is another way to write `wait-until: none`, as in the AWS action'
  },
  'wait-for-minutes': {
    kind: 'number',
    group: 'rollout',
    min: 1,
    max: 43200,
    default: '30',
    inRoot: true,
    says: 'Timeout of one rollout in minutes, 1 to 43200, in addition to bake times'
  },
  'wait-max-delay-seconds': {
    kind: 'number',
    group: 'rollout',
    min: 1,
    max: 3600,
    says: 'Maximum number of seconds between two polls, never more than 5'
  },
  'fail-fast': {
    kind: 'switch',
    group: 'rollout',
    default: 'true',
    inRoot: true,
    says: '`true` ends the wait as soon as tasks clearly cannot start, even if ECS would retry indefinitely'
  },
  'on-failure': {
    kind: 'word',
    group: 'rollout',
    words: ['leave', 'rollback'],
    inRoot: true,
    says: 'After a failed rollout: `leave` the service, or `rollback`; the run fails in both cases. Default: `leave`; with `atomic`: `rollback`'
  },
  'on-cancel': {
    kind: 'word',
    group: 'rollout',
    words: ['leave', 'rollback'],
    default: 'leave',
    inRoot: true,
    says: 'What to do with a deployment in progress when the job is cancelled: `leave` or `rollback`'
  },
  'if-deploying': {
    kind: 'word',
    group: 'rollout',
    words: ['replace', 'wait', 'fail'],
    inRoot: true,
    says: 'What to do if a deployment of the service is in progress: `replace` it (as ECS does), `wait` for its end, or `fail`. Default: `replace`; for services that CodeDeploy deploys: `wait`'
  },
  order: {
    kind: 'lines',
    group: 'rollout',
    inRoot: true,
    says: 'Waves of services, one per line, names separated by commas; services that are not named come last. Usually set in the configuration file'
  },
  'max-parallel': {
    kind: 'number',
    group: 'rollout',
    min: 1,
    max: 5000,
    says: 'Maximum number of services that are rolled out at the same time. Default: all of a wave'
  },
  'on-error': {
    kind: 'word',
    group: 'rollout',
    words: ['stop', 'continue'],
    default: 'stop',
    inRoot: true,
    says: 'After a failed rollout, or a file that cannot be migrated: `stop` (start no further service) or `continue`'
  },
  atomic: {
    kind: 'switch',
    group: 'rollout',
    default: 'false',
    inRoot: true,
    says: '`true` rolls back the services that have already succeeded if one fails: all or none'
  },
  'allow-family-change': {
    kind: 'switch',
    group: 'rollout',
    default: 'false',
    modes: ['plan', 'deploy'],
    inRoot: true,
    says: '`true` allows a definition of another family than the one that the service runs; otherwise it is rejected as the wrong file'
  },
  'verify-permissions': {
    kind: 'word',
    group: 'rollout',
    words: ['auto', 'required', 'off'],
    default: 'auto',
    modes: ['plan', 'deploy', 'migrate', 'rollback'],
    inRoot: true,
    says: 'Checks, before anything is changed, that the execution role may read every reference and that the images exist: `auto` (what cannot be checked is reported), `required` (it stops the run) or `off`'
  },
  'dry-run': {
    kind: 'switch',
    group: 'rollout',
    default: 'false',
    modes: ['rollback', 'rotate-restart'],
    elsewhere: 'Use mode: plan to see what a deploy would do; mode migrate is a plan unless apply is true.',
    says: 'Modes `rollback` and `rotate-restart`: `true` shows what would be done, and changes nothing'
  },
  revision: {
    kind: 'text',
    group: 'rollback',
    form: new RegExp(`${NUMBERED.source}|^\\d{1,9}$`),
    wrong: 'is not a revision of a task definition',
    hint: 'Write its number, family:number, or the full ARN',
    says: 'The revision to roll back to (number, `family:revision` or ARN). Default: the previous successful revision'
  },
  'pause-action': {
    kind: 'word',
    group: 'continue',
    words: ['continue', 'rollback'],
    default: 'continue',
    says: 'End the pause with `continue` or `rollback`'
  },
  'service-deployment': {
    kind: 'lines',
    group: 'continue',
    form: SERVICE_DEPLOYMENT,
    wrong: 'is not the ARN of a service deployment',
    hint: 'Write one per line, as the output service-deployment-arn gives them',
    says: 'ARNs of the service deployments to continue, one per line, from the output `service-deployment-arn` of the deploy. Default: the newest deployment of each service'
  },
  'update-schedules': {
    kind: 'switch',
    group: 'after',
    default: 'false',
    inRoot: true,
    says: '`true` updates EventBridge rules and EventBridge Scheduler schedules that run the family to the new revision'
  }
} as const satisfies Readonly<Record<string, InputRow>>
