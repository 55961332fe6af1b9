/** Every table of the store, for Drizzle and the migrations: the one place that lists the schema's files. */
export * from './workspaces.ts'
export * from './accounts.ts'
export * from './activity.ts'
export * from './content.ts'
export * from './conversations.ts'
export * from './history.ts'
export * from './evidence.ts'
export * from './rights.ts'
