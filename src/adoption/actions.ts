/** Actions that render a task definition, deploy one, deploy with this action, and configure AWS credentials. */
export const RENDERS = /^aws-actions\/amazon-ecs-render-task-definition@/
export const DEPLOYS = /^aws-actions\/amazon-ecs-deploy-task-definition@/
export const OURS = /^ecs-sealed-deploy\/ecs-sealed-deploy(?:\/deploy)?@/
export const CREDENTIALS = /^aws-actions\/configure-aws-credentials@/
