import type { Schema } from '../template/schema.ts'
import { serviceStructures } from './service-schema.generated.ts'
import { settingsStructures } from './settings-schema.generated.ts'

/**
 * serviceSchema is CreateService's request. An unknown name is a typo and therefore a problem. It is separate from
 * schema.ts, so that the whole model of CreateService is loaded only if there are service definitions.
 */
export function serviceSchema(): Schema {
  return {
    root: 'CreateServiceRequest',
    structures: { ...settingsStructures, ...serviceStructures },
    unknown: 'refuse'
  }
}
