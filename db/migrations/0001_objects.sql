CREATE TABLE "custom_fields" (
	"workspace_id" text NOT NULL,
	"object" text NOT NULL,
	"key" text NOT NULL,
	"label" text NOT NULL,
	"type" text NOT NULL,
	"values" text[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "custom_fields_workspace_id_object_key_pk" PRIMARY KEY("workspace_id","object","key")
);
--> statement-breakpoint
ALTER TABLE "custom_fields" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "external_ids" (
	"workspace_id" text NOT NULL,
	"object" text NOT NULL,
	"source" text NOT NULL,
	"external_id" text NOT NULL,
	"id" uuid NOT NULL,
	CONSTRAINT "external_ids_workspace_id_object_source_external_id_pk" PRIMARY KEY("workspace_id","object","source","external_id")
);
--> statement-breakpoint
ALTER TABLE "external_ids" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "imports" (
	"workspace_id" text NOT NULL,
	"id" uuid NOT NULL,
	"source" text NOT NULL,
	"state" text NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	"counts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"problems" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"problem_count" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "imports_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "imports" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "users" (
	"workspace_id" text NOT NULL,
	"id" uuid NOT NULL,
	"source_id" text NOT NULL,
	"custom" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"manager_id" uuid,
	"slack_id" text,
	"time_zone" text,
	"locale" text,
	CONSTRAINT "users_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "users_workspace_id_source_id_unique" UNIQUE("workspace_id","source_id"),
	CONSTRAINT "users_workspace_id_email_unique" UNIQUE("workspace_id","email")
);
--> statement-breakpoint
ALTER TABLE "users" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "workspaces" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"is_demo" boolean DEFAULT false NOT NULL,
	"settings" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "workspaces" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "accounts" (
	"workspace_id" text NOT NULL,
	"id" uuid NOT NULL,
	"source_id" text NOT NULL,
	"custom" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"name" text NOT NULL,
	"domain" text,
	"parent_id" uuid,
	"industry" text,
	"segment" text,
	"region" text,
	"lifecycle" text,
	"csm_id" uuid,
	"ae_id" uuid,
	"arr" numeric(16, 2),
	"currency" text DEFAULT 'USD' NOT NULL,
	"customer_since" date,
	"renewal_date" date,
	"auto_renew" boolean,
	"seats" integer,
	"go_live_on" date,
	"next_touch_on" date,
	"churned_on" date,
	"churn_reason" text,
	"time_zone" text,
	"tags" text[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "accounts_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "accounts_workspace_id_source_id_unique" UNIQUE("workspace_id","source_id")
);
--> statement-breakpoint
ALTER TABLE "accounts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "contacts" (
	"workspace_id" text NOT NULL,
	"id" uuid NOT NULL,
	"source_id" text NOT NULL,
	"custom" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"account_id" uuid NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"phone" text,
	"title" text,
	"role" text,
	"reports_to_id" uuid,
	"left_on" date,
	"time_zone" text,
	"consent" text,
	CONSTRAINT "contacts_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "contacts_workspace_id_source_id_unique" UNIQUE("workspace_id","source_id")
);
--> statement-breakpoint
ALTER TABLE "contacts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "contracts" (
	"workspace_id" text NOT NULL,
	"id" uuid NOT NULL,
	"source_id" text NOT NULL,
	"custom" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"account_id" uuid NOT NULL,
	"product" text,
	"arr" numeric(16, 2),
	"seats" integer,
	"start_on" date,
	"end_on" date,
	"auto_renew" boolean,
	"notice_days" integer,
	"status" text NOT NULL,
	CONSTRAINT "contracts_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "contracts_workspace_id_source_id_unique" UNIQUE("workspace_id","source_id")
);
--> statement-breakpoint
ALTER TABLE "contracts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "milestones" (
	"workspace_id" text NOT NULL,
	"id" uuid NOT NULL,
	"source_id" text NOT NULL,
	"custom" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"account_id" uuid NOT NULL,
	"name" text NOT NULL,
	"kind" text,
	"due_on" date,
	"done_on" date,
	CONSTRAINT "milestones_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "milestones_workspace_id_source_id_unique" UNIQUE("workspace_id","source_id")
);
--> statement-breakpoint
ALTER TABLE "milestones" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "opportunities" (
	"workspace_id" text NOT NULL,
	"id" uuid NOT NULL,
	"source_id" text NOT NULL,
	"custom" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"account_id" uuid NOT NULL,
	"type" text,
	"name" text NOT NULL,
	"stage" text,
	"amount" numeric(16, 2),
	"probability" double precision,
	"close_on" date,
	"competitor" text,
	"owner_id" uuid,
	"status" text NOT NULL,
	"lost_reason" text,
	CONSTRAINT "opportunities_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "opportunities_workspace_id_source_id_unique" UNIQUE("workspace_id","source_id")
);
--> statement-breakpoint
ALTER TABLE "opportunities" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "activities" (
	"workspace_id" text NOT NULL,
	"id" uuid NOT NULL,
	"source_id" text NOT NULL,
	"custom" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"account_id" uuid NOT NULL,
	"contact_id" uuid,
	"type" text NOT NULL,
	"direction" text,
	"at" timestamp with time zone NOT NULL,
	"subject" text,
	"body" text,
	"owner_id" uuid,
	"thread_id" text,
	"sentiment" double precision,
	"no_show" boolean,
	CONSTRAINT "activities_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "activities_workspace_id_source_id_unique" UNIQUE("workspace_id","source_id")
);
--> statement-breakpoint
ALTER TABLE "activities" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "health_scores" (
	"workspace_id" text NOT NULL,
	"account_id" uuid NOT NULL,
	"on" date NOT NULL,
	"score" double precision NOT NULL,
	"usage" double precision,
	"engagement" double precision,
	"support" double precision,
	"sentiment" double precision,
	"relationship" double precision,
	"commercial" double precision,
	CONSTRAINT "health_scores_workspace_id_account_id_on_pk" PRIMARY KEY("workspace_id","account_id","on")
);
--> statement-breakpoint
ALTER TABLE "health_scores" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "kpi_definitions" (
	"workspace_id" text NOT NULL,
	"key" text NOT NULL,
	"label" text NOT NULL,
	"category" text,
	"unit" text,
	"direction" text,
	"weight" double precision,
	"low" double precision,
	"high" double precision,
	CONSTRAINT "kpi_definitions_workspace_id_key_pk" PRIMARY KEY("workspace_id","key")
);
--> statement-breakpoint
ALTER TABLE "kpi_definitions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "kpis" (
	"workspace_id" text NOT NULL,
	"account_id" uuid NOT NULL,
	"on" date NOT NULL,
	"key" text NOT NULL,
	"value" double precision NOT NULL,
	CONSTRAINT "kpis_workspace_id_account_id_key_on_pk" PRIMARY KEY("workspace_id","account_id","key","on")
);
--> statement-breakpoint
ALTER TABLE "kpis" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "nps_responses" (
	"workspace_id" text NOT NULL,
	"id" uuid NOT NULL,
	"source_id" text NOT NULL,
	"custom" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"account_id" uuid NOT NULL,
	"contact_id" uuid,
	"score" integer NOT NULL,
	"comment" text,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "nps_responses_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "nps_responses_workspace_id_source_id_unique" UNIQUE("workspace_id","source_id")
);
--> statement-breakpoint
ALTER TABLE "nps_responses" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tasks" (
	"workspace_id" text NOT NULL,
	"id" uuid NOT NULL,
	"source_id" text NOT NULL,
	"custom" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"account_id" uuid,
	"title" text NOT NULL,
	"due_on" date,
	"status" text NOT NULL,
	"priority" text,
	"assignee_id" uuid,
	"done_at" timestamp with time zone,
	CONSTRAINT "tasks_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "tasks_workspace_id_source_id_unique" UNIQUE("workspace_id","source_id")
);
--> statement-breakpoint
ALTER TABLE "tasks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tickets" (
	"workspace_id" text NOT NULL,
	"id" uuid NOT NULL,
	"source_id" text NOT NULL,
	"custom" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"account_id" uuid NOT NULL,
	"contact_id" uuid,
	"subject" text NOT NULL,
	"priority" text,
	"status" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"first_response_at" timestamp with time zone,
	"solved_at" timestamp with time zone,
	"csat" integer,
	CONSTRAINT "tickets_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "tickets_workspace_id_source_id_unique" UNIQUE("workspace_id","source_id")
);
--> statement-breakpoint
ALTER TABLE "tickets" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "usage" (
	"workspace_id" text NOT NULL,
	"account_id" uuid NOT NULL,
	"on" date NOT NULL,
	"feature" text NOT NULL,
	"active_users" integer,
	"events" bigint,
	CONSTRAINT "usage_workspace_id_account_id_on_feature_pk" PRIMARY KEY("workspace_id","account_id","on","feature")
);
--> statement-breakpoint
ALTER TABLE "usage" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "user_usage" (
	"workspace_id" text NOT NULL,
	"account_id" uuid NOT NULL,
	"contact_id" uuid NOT NULL,
	"on" date NOT NULL,
	"events" bigint NOT NULL,
	CONSTRAINT "user_usage_workspace_id_account_id_contact_id_on_pk" PRIMARY KEY("workspace_id","account_id","contact_id","on")
);
--> statement-breakpoint
ALTER TABLE "user_usage" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "call_turns" (
	"workspace_id" text NOT NULL,
	"call_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"speaker" text,
	"start_s" double precision,
	"end_s" double precision,
	"text" text NOT NULL,
	"stems" "tsvector" GENERATED ALWAYS AS (to_tsvector('english', text)) STORED,
	CONSTRAINT "call_turns_workspace_id_call_id_n_pk" PRIMARY KEY("workspace_id","call_id","n")
);
--> statement-breakpoint
ALTER TABLE "call_turns" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "calls" (
	"workspace_id" text NOT NULL,
	"id" uuid NOT NULL,
	"source_id" text NOT NULL,
	"custom" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"account_id" uuid,
	"title" text NOT NULL,
	"at" timestamp with time zone,
	"duration_min" integer,
	"attendees" text[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "calls_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "calls_workspace_id_source_id_unique" UNIQUE("workspace_id","source_id")
);
--> statement-breakpoint
ALTER TABLE "calls" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "documents" (
	"workspace_id" text NOT NULL,
	"id" uuid NOT NULL,
	"source_id" text NOT NULL,
	"custom" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"account_id" uuid,
	"title" text NOT NULL,
	"kind" text,
	"at" timestamp with time zone,
	"text" text NOT NULL,
	CONSTRAINT "documents_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "documents_workspace_id_source_id_unique" UNIQUE("workspace_id","source_id")
);
--> statement-breakpoint
ALTER TABLE "documents" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "playbooks" (
	"workspace_id" text NOT NULL,
	"id" uuid NOT NULL,
	"source_id" text NOT NULL,
	"custom" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"entry" text,
	"exit" text,
	"measures" text[] DEFAULT '{}' NOT NULL,
	"steps" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"body" text DEFAULT '' NOT NULL,
	CONSTRAINT "playbooks_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "playbooks_workspace_id_source_id_unique" UNIQUE("workspace_id","source_id"),
	CONSTRAINT "playbooks_workspace_id_slug_unique" UNIQUE("workspace_id","slug")
);
--> statement-breakpoint
ALTER TABLE "playbooks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "conversations" (
	"workspace_id" text NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"title" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"archived" boolean DEFAULT false NOT NULL,
	CONSTRAINT "conversations_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "conversations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "turn_events" (
	"workspace_id" text NOT NULL,
	"turn_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"event" jsonb NOT NULL,
	CONSTRAINT "turn_events_workspace_id_turn_id_seq_pk" PRIMARY KEY("workspace_id","turn_id","seq")
);
--> statement-breakpoint
ALTER TABLE "turn_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "turns" (
	"workspace_id" text NOT NULL,
	"id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"user_id" uuid NOT NULL,
	"text" text NOT NULL,
	"state" text NOT NULL,
	"beat_at" timestamp with time zone DEFAULT now() NOT NULL,
	"stop_requested" boolean DEFAULT false NOT NULL,
	"route" text,
	"plan" jsonb,
	"today" text NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	"ms" double precision,
	"tokens_in" integer DEFAULT 0 NOT NULL,
	"tokens_out" integer DEFAULT 0 NOT NULL,
	"cost_usd" double precision DEFAULT 0 NOT NULL,
	CONSTRAINT "turns_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "turns_workspace_id_conversation_id_seq_unique" UNIQUE("workspace_id","conversation_id","seq")
);
--> statement-breakpoint
ALTER TABLE "turns" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_workspace_id_csm_id_users_workspace_id_id_fk" FOREIGN KEY ("workspace_id","csm_id") REFERENCES "public"."users"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_workspace_id_ae_id_users_workspace_id_id_fk" FOREIGN KEY ("workspace_id","ae_id") REFERENCES "public"."users"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_workspace_id_account_id_accounts_workspace_id_id_fk" FOREIGN KEY ("workspace_id","account_id") REFERENCES "public"."accounts"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contracts" ADD CONSTRAINT "contracts_workspace_id_account_id_accounts_workspace_id_id_fk" FOREIGN KEY ("workspace_id","account_id") REFERENCES "public"."accounts"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "milestones" ADD CONSTRAINT "milestones_workspace_id_account_id_accounts_workspace_id_id_fk" FOREIGN KEY ("workspace_id","account_id") REFERENCES "public"."accounts"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opportunities" ADD CONSTRAINT "opportunities_workspace_id_account_id_accounts_workspace_id_id_fk" FOREIGN KEY ("workspace_id","account_id") REFERENCES "public"."accounts"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opportunities" ADD CONSTRAINT "opportunities_workspace_id_owner_id_users_workspace_id_id_fk" FOREIGN KEY ("workspace_id","owner_id") REFERENCES "public"."users"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_workspace_id_account_id_accounts_workspace_id_id_fk" FOREIGN KEY ("workspace_id","account_id") REFERENCES "public"."accounts"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_workspace_id_contact_id_contacts_workspace_id_id_fk" FOREIGN KEY ("workspace_id","contact_id") REFERENCES "public"."contacts"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_workspace_id_owner_id_users_workspace_id_id_fk" FOREIGN KEY ("workspace_id","owner_id") REFERENCES "public"."users"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "health_scores" ADD CONSTRAINT "health_scores_workspace_id_account_id_accounts_workspace_id_id_fk" FOREIGN KEY ("workspace_id","account_id") REFERENCES "public"."accounts"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kpis" ADD CONSTRAINT "kpis_workspace_id_account_id_accounts_workspace_id_id_fk" FOREIGN KEY ("workspace_id","account_id") REFERENCES "public"."accounts"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nps_responses" ADD CONSTRAINT "nps_responses_workspace_id_account_id_accounts_workspace_id_id_fk" FOREIGN KEY ("workspace_id","account_id") REFERENCES "public"."accounts"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nps_responses" ADD CONSTRAINT "nps_responses_workspace_id_contact_id_contacts_workspace_id_id_fk" FOREIGN KEY ("workspace_id","contact_id") REFERENCES "public"."contacts"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_workspace_id_account_id_accounts_workspace_id_id_fk" FOREIGN KEY ("workspace_id","account_id") REFERENCES "public"."accounts"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_workspace_id_assignee_id_users_workspace_id_id_fk" FOREIGN KEY ("workspace_id","assignee_id") REFERENCES "public"."users"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_workspace_id_account_id_accounts_workspace_id_id_fk" FOREIGN KEY ("workspace_id","account_id") REFERENCES "public"."accounts"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_workspace_id_contact_id_contacts_workspace_id_id_fk" FOREIGN KEY ("workspace_id","contact_id") REFERENCES "public"."contacts"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "usage" ADD CONSTRAINT "usage_workspace_id_account_id_accounts_workspace_id_id_fk" FOREIGN KEY ("workspace_id","account_id") REFERENCES "public"."accounts"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_usage" ADD CONSTRAINT "user_usage_workspace_id_account_id_accounts_workspace_id_id_fk" FOREIGN KEY ("workspace_id","account_id") REFERENCES "public"."accounts"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_usage" ADD CONSTRAINT "user_usage_workspace_id_contact_id_contacts_workspace_id_id_fk" FOREIGN KEY ("workspace_id","contact_id") REFERENCES "public"."contacts"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_turns" ADD CONSTRAINT "call_turns_workspace_id_call_id_calls_workspace_id_id_fk" FOREIGN KEY ("workspace_id","call_id") REFERENCES "public"."calls"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calls" ADD CONSTRAINT "calls_workspace_id_account_id_accounts_workspace_id_id_fk" FOREIGN KEY ("workspace_id","account_id") REFERENCES "public"."accounts"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_workspace_id_account_id_accounts_workspace_id_id_fk" FOREIGN KEY ("workspace_id","account_id") REFERENCES "public"."accounts"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_workspace_id_user_id_users_workspace_id_id_fk" FOREIGN KEY ("workspace_id","user_id") REFERENCES "public"."users"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "turn_events" ADD CONSTRAINT "turn_events_workspace_id_turn_id_turns_workspace_id_id_fk" FOREIGN KEY ("workspace_id","turn_id") REFERENCES "public"."turns"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "turns" ADD CONSTRAINT "turns_workspace_id_conversation_id_conversations_workspace_id_id_fk" FOREIGN KEY ("workspace_id","conversation_id") REFERENCES "public"."conversations"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "external_ids_workspace_id_object_id_index" ON "external_ids" USING btree ("workspace_id","object","id");--> statement-breakpoint
CREATE INDEX "imports_workspace_id_started_at_index" ON "imports" USING btree ("workspace_id","started_at");--> statement-breakpoint
CREATE INDEX "users_workspace_id_manager_id_index" ON "users" USING btree ("workspace_id","manager_id");--> statement-breakpoint
CREATE INDEX "accounts_workspace_id_csm_id_index" ON "accounts" USING btree ("workspace_id","csm_id");--> statement-breakpoint
CREATE INDEX "accounts_workspace_id_renewal_date_index" ON "accounts" USING btree ("workspace_id","renewal_date");--> statement-breakpoint
CREATE INDEX "accounts_workspace_id_parent_id_index" ON "accounts" USING btree ("workspace_id","parent_id");--> statement-breakpoint
CREATE INDEX "contacts_workspace_id_account_id_index" ON "contacts" USING btree ("workspace_id","account_id");--> statement-breakpoint
CREATE INDEX "contracts_workspace_id_account_id_index" ON "contracts" USING btree ("workspace_id","account_id");--> statement-breakpoint
CREATE INDEX "milestones_workspace_id_account_id_index" ON "milestones" USING btree ("workspace_id","account_id");--> statement-breakpoint
CREATE INDEX "opportunities_workspace_id_account_id_index" ON "opportunities" USING btree ("workspace_id","account_id");--> statement-breakpoint
CREATE INDEX "activities_workspace_id_account_id_at_index" ON "activities" USING btree ("workspace_id","account_id","at");--> statement-breakpoint
CREATE INDEX "activities_workspace_id_contact_id_at_index" ON "activities" USING btree ("workspace_id","contact_id","at");--> statement-breakpoint
CREATE INDEX "activities_workspace_id_at_index" ON "activities" USING btree ("workspace_id","at");--> statement-breakpoint
CREATE INDEX "activities_workspace_id_thread_id_at_index" ON "activities" USING btree ("workspace_id","thread_id","at");--> statement-breakpoint
CREATE INDEX "nps_responses_workspace_id_account_id_at_index" ON "nps_responses" USING btree ("workspace_id","account_id","at");--> statement-breakpoint
CREATE INDEX "tasks_workspace_id_account_id_index" ON "tasks" USING btree ("workspace_id","account_id");--> statement-breakpoint
CREATE INDEX "tasks_workspace_id_assignee_id_due_on_index" ON "tasks" USING btree ("workspace_id","assignee_id","due_on");--> statement-breakpoint
CREATE INDEX "tickets_workspace_id_account_id_index" ON "tickets" USING btree ("workspace_id","account_id");--> statement-breakpoint
CREATE INDEX "tickets_workspace_id_status_index" ON "tickets" USING btree ("workspace_id","status");--> statement-breakpoint
CREATE INDEX "usage_workspace_id_on_index" ON "usage" USING btree ("workspace_id","on");--> statement-breakpoint
CREATE INDEX "user_usage_workspace_id_on_index" ON "user_usage" USING btree ("workspace_id","on");--> statement-breakpoint
CREATE INDEX "call_turns_stems_index" ON "call_turns" USING gin ("stems");--> statement-breakpoint
CREATE INDEX "calls_workspace_id_account_id_at_index" ON "calls" USING btree ("workspace_id","account_id","at");--> statement-breakpoint
CREATE INDEX "documents_workspace_id_account_id_at_index" ON "documents" USING btree ("workspace_id","account_id","at");--> statement-breakpoint
CREATE INDEX "conversations_workspace_id_user_id_updated_at_index" ON "conversations" USING btree ("workspace_id","user_id","updated_at");--> statement-breakpoint
CREATE UNIQUE INDEX "turns_one_running" ON "turns" USING btree ("workspace_id","conversation_id") WHERE state = 'running';--> statement-breakpoint
CREATE INDEX "turns_workspace_id_state_index" ON "turns" USING btree ("workspace_id","state");--> statement-breakpoint
CREATE POLICY "in_workspace" ON "custom_fields" AS PERMISSIVE FOR ALL TO "steward_app" USING (workspace_id = nullif(current_setting('app.workspace', true), '')) WITH CHECK (workspace_id = nullif(current_setting('app.workspace', true), ''));--> statement-breakpoint
CREATE POLICY "in_workspace" ON "external_ids" AS PERMISSIVE FOR ALL TO "steward_app" USING (workspace_id = nullif(current_setting('app.workspace', true), '')) WITH CHECK (workspace_id = nullif(current_setting('app.workspace', true), ''));--> statement-breakpoint
CREATE POLICY "in_workspace" ON "imports" AS PERMISSIVE FOR ALL TO "steward_app" USING (workspace_id = nullif(current_setting('app.workspace', true), '')) WITH CHECK (workspace_id = nullif(current_setting('app.workspace', true), ''));--> statement-breakpoint
CREATE POLICY "in_workspace" ON "users" AS PERMISSIVE FOR ALL TO "steward_app" USING (workspace_id = nullif(current_setting('app.workspace', true), '')) WITH CHECK (workspace_id = nullif(current_setting('app.workspace', true), ''));--> statement-breakpoint
CREATE POLICY "own_workspace" ON "workspaces" AS PERMISSIVE FOR ALL TO "steward_app" USING (id = nullif(current_setting('app.workspace', true), '')) WITH CHECK (id = nullif(current_setting('app.workspace', true), ''));--> statement-breakpoint
CREATE POLICY "in_workspace" ON "accounts" AS PERMISSIVE FOR ALL TO "steward_app" USING (workspace_id = nullif(current_setting('app.workspace', true), '')) WITH CHECK (workspace_id = nullif(current_setting('app.workspace', true), ''));--> statement-breakpoint
CREATE POLICY "in_workspace" ON "contacts" AS PERMISSIVE FOR ALL TO "steward_app" USING (workspace_id = nullif(current_setting('app.workspace', true), '')) WITH CHECK (workspace_id = nullif(current_setting('app.workspace', true), ''));--> statement-breakpoint
CREATE POLICY "in_workspace" ON "contracts" AS PERMISSIVE FOR ALL TO "steward_app" USING (workspace_id = nullif(current_setting('app.workspace', true), '')) WITH CHECK (workspace_id = nullif(current_setting('app.workspace', true), ''));--> statement-breakpoint
CREATE POLICY "in_workspace" ON "milestones" AS PERMISSIVE FOR ALL TO "steward_app" USING (workspace_id = nullif(current_setting('app.workspace', true), '')) WITH CHECK (workspace_id = nullif(current_setting('app.workspace', true), ''));--> statement-breakpoint
CREATE POLICY "in_workspace" ON "opportunities" AS PERMISSIVE FOR ALL TO "steward_app" USING (workspace_id = nullif(current_setting('app.workspace', true), '')) WITH CHECK (workspace_id = nullif(current_setting('app.workspace', true), ''));--> statement-breakpoint
CREATE POLICY "in_workspace" ON "activities" AS PERMISSIVE FOR ALL TO "steward_app" USING (workspace_id = nullif(current_setting('app.workspace', true), '')) WITH CHECK (workspace_id = nullif(current_setting('app.workspace', true), ''));--> statement-breakpoint
CREATE POLICY "in_workspace" ON "health_scores" AS PERMISSIVE FOR ALL TO "steward_app" USING (workspace_id = nullif(current_setting('app.workspace', true), '')) WITH CHECK (workspace_id = nullif(current_setting('app.workspace', true), ''));--> statement-breakpoint
CREATE POLICY "in_workspace" ON "kpi_definitions" AS PERMISSIVE FOR ALL TO "steward_app" USING (workspace_id = nullif(current_setting('app.workspace', true), '')) WITH CHECK (workspace_id = nullif(current_setting('app.workspace', true), ''));--> statement-breakpoint
CREATE POLICY "in_workspace" ON "kpis" AS PERMISSIVE FOR ALL TO "steward_app" USING (workspace_id = nullif(current_setting('app.workspace', true), '')) WITH CHECK (workspace_id = nullif(current_setting('app.workspace', true), ''));--> statement-breakpoint
CREATE POLICY "in_workspace" ON "nps_responses" AS PERMISSIVE FOR ALL TO "steward_app" USING (workspace_id = nullif(current_setting('app.workspace', true), '')) WITH CHECK (workspace_id = nullif(current_setting('app.workspace', true), ''));--> statement-breakpoint
CREATE POLICY "in_workspace" ON "tasks" AS PERMISSIVE FOR ALL TO "steward_app" USING (workspace_id = nullif(current_setting('app.workspace', true), '')) WITH CHECK (workspace_id = nullif(current_setting('app.workspace', true), ''));--> statement-breakpoint
CREATE POLICY "in_workspace" ON "tickets" AS PERMISSIVE FOR ALL TO "steward_app" USING (workspace_id = nullif(current_setting('app.workspace', true), '')) WITH CHECK (workspace_id = nullif(current_setting('app.workspace', true), ''));--> statement-breakpoint
CREATE POLICY "in_workspace" ON "usage" AS PERMISSIVE FOR ALL TO "steward_app" USING (workspace_id = nullif(current_setting('app.workspace', true), '')) WITH CHECK (workspace_id = nullif(current_setting('app.workspace', true), ''));--> statement-breakpoint
CREATE POLICY "in_workspace" ON "user_usage" AS PERMISSIVE FOR ALL TO "steward_app" USING (workspace_id = nullif(current_setting('app.workspace', true), '')) WITH CHECK (workspace_id = nullif(current_setting('app.workspace', true), ''));--> statement-breakpoint
CREATE POLICY "in_workspace" ON "call_turns" AS PERMISSIVE FOR ALL TO "steward_app" USING (workspace_id = nullif(current_setting('app.workspace', true), '')) WITH CHECK (workspace_id = nullif(current_setting('app.workspace', true), ''));--> statement-breakpoint
CREATE POLICY "in_workspace" ON "calls" AS PERMISSIVE FOR ALL TO "steward_app" USING (workspace_id = nullif(current_setting('app.workspace', true), '')) WITH CHECK (workspace_id = nullif(current_setting('app.workspace', true), ''));--> statement-breakpoint
CREATE POLICY "in_workspace" ON "documents" AS PERMISSIVE FOR ALL TO "steward_app" USING (workspace_id = nullif(current_setting('app.workspace', true), '')) WITH CHECK (workspace_id = nullif(current_setting('app.workspace', true), ''));--> statement-breakpoint
CREATE POLICY "in_workspace" ON "playbooks" AS PERMISSIVE FOR ALL TO "steward_app" USING (workspace_id = nullif(current_setting('app.workspace', true), '')) WITH CHECK (workspace_id = nullif(current_setting('app.workspace', true), ''));--> statement-breakpoint
CREATE POLICY "in_workspace" ON "conversations" AS PERMISSIVE FOR ALL TO "steward_app" USING (workspace_id = nullif(current_setting('app.workspace', true), '')) WITH CHECK (workspace_id = nullif(current_setting('app.workspace', true), ''));--> statement-breakpoint
CREATE POLICY "in_workspace" ON "turn_events" AS PERMISSIVE FOR ALL TO "steward_app" USING (workspace_id = nullif(current_setting('app.workspace', true), '')) WITH CHECK (workspace_id = nullif(current_setting('app.workspace', true), ''));--> statement-breakpoint
CREATE POLICY "in_workspace" ON "turns" AS PERMISSIVE FOR ALL TO "steward_app" USING (workspace_id = nullif(current_setting('app.workspace', true), '')) WITH CHECK (workspace_id = nullif(current_setting('app.workspace', true), ''));