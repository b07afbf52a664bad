/**
 * generaliseReason takes out of a text of ECS what differs from task to task (ids, request ids), so that equal causes are
 * equal texts: a failing service repeats one event for every task it tries.
 */
export function generaliseReason(text: string): string {
  return (
    text
      .replace(/,? ?request id: [\w-]+/gi, '')
      .replace(/(assumed-role\/[\w+=,.@-]+)\/[\w+=,.@-]+/g, '$1/…')
      .replace(/\b[0-9a-f]{32}\b/g, '…')
      // a command that was written as one word stands here whole, arguments and all
      .replace(/exec: "([^\s"]+) [^"]*"/g, 'exec: "$1 …"')
      .replace(/status code: 400\.?$/, '')
      .trim()
  )
}

/** withoutServicePrefix takes `(service NAME) ` off an event, where the line names the service already. */
export function withoutServicePrefix(message: string): string {
  return message.replace(/^\(service [\w-]+\) /, '')
}
