CREATE TABLE "feedback" (
	"workspace_id" text NOT NULL,
	"turn_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"thumb" text NOT NULL,
	"reason" text,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "feedback_workspace_id_turn_id_pk" PRIMARY KEY("workspace_id","turn_id")
);
--> statement-breakpoint
ALTER TABLE "feedback" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "spans" (
	"workspace_id" text NOT NULL,
	"turn_id" uuid NOT NULL,
	"span_id" text NOT NULL,
	"trace_id" text NOT NULL,
	"parent_id" text,
	"operation" text NOT NULL,
	"name" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ms" double precision NOT NULL,
	"error" text,
	"attributes" jsonb NOT NULL,
	CONSTRAINT "spans_workspace_id_turn_id_span_id_pk" PRIMARY KEY("workspace_id","turn_id","span_id")
);
--> statement-breakpoint
ALTER TABLE "spans" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_workspace_id_turn_id_turns_workspace_id_id_fk" FOREIGN KEY ("workspace_id","turn_id") REFERENCES "public"."turns"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_workspace_id_user_id_users_workspace_id_id_fk" FOREIGN KEY ("workspace_id","user_id") REFERENCES "public"."users"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "spans" ADD CONSTRAINT "spans_workspace_id_turn_id_turns_workspace_id_id_fk" FOREIGN KEY ("workspace_id","turn_id") REFERENCES "public"."turns"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "feedback_workspace_id_at_index" ON "feedback" USING btree ("workspace_id","at");--> statement-breakpoint
CREATE INDEX "spans_workspace_id_started_at_index" ON "spans" USING btree ("workspace_id","started_at");--> statement-breakpoint
CREATE POLICY "in_workspace" ON "feedback" AS PERMISSIVE FOR ALL TO "steward_app" USING (workspace_id = nullif(current_setting('app.workspace', true), '')) WITH CHECK (workspace_id = nullif(current_setting('app.workspace', true), ''));--> statement-breakpoint
CREATE POLICY "in_workspace" ON "spans" AS PERMISSIVE FOR ALL TO "steward_app" USING (workspace_id = nullif(current_setting('app.workspace', true), '')) WITH CHECK (workspace_id = nullif(current_setting('app.workspace', true), ''));--> statement-breakpoint
ALTER TABLE spans FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE feedback FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON spans TO steward_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON feedback TO steward_app;
