import type { Schema } from '../template/schema.ts'
import { serviceStructures } from './service-schema.generated.ts'
import { settingsStructures } from './settings-schema.generated.ts'

/**
 * serviceSchema is CreateService's request. A name that ECS does not know is a slip, and a problem. It stands
 * apart from schema.ts, since the whole model of CreateService is loaded where there are service definitions only.
 */
export function serviceSchema(): Schema {
  return {
    root: 'CreateServiceRequest',
    structures: { ...settingsStructures, ...serviceStructures },
    unknown: 'refuse'
  }
}
