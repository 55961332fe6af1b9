/** The closed lists of what is kept of a turn's work and of what people say of it. */

/** OpenTelemetry's names for generative AI, and `plan` for the planner that needs no model. */
export const operations = ['invoke_agent', 'plan', 'chat', 'execute_tool'] as const
export type Operation = (typeof operations)[number]

export const thumbs = ['up', 'down'] as const
