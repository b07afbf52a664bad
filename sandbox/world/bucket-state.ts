/** An object of S3: its text and when it was put. */
export type StoredObject = { readonly text: string; readonly at: number }

/** A bucket of S3. Names are unique in all regions; `objects` are by key. */
export type Bucket = {
  readonly name: string
  readonly region: string
  readonly objects: Map<string, StoredObject>
}
