/** Something that was started and can be stopped. Stopping twice is harmless. */
export type Running = { readonly stop: () => Promise<void> };
