/** The start of the message for a deployment that was in progress when the run was cancelled. */
export const CANCELLED_WHILE = 'The run was cancelled while CodeDeploy was deploying'

/** The message for a rollback that a cancelled run left in progress. */
export const CANCELLED_BACK =
  'The run was cancelled while CodeDeploy was rolling back; the rollback continues in CodeDeploy.'

/** The message is true but proves nothing: CodeDeploy does not wait for tasks if the desired count is 0. */
export const NOTHING_RAN =
  'The deployment completed, but the desired count is 0: no task was started, so this revision is untested.'

/** Added to the message for a failure that no traffic has met. */
export const STAYED = 'All traffic is still on the old tasks.'
