CREATE TABLE "device_logins" (
	"user_id" text NOT NULL,
	"device_id" text NOT NULL,
	"family_id" text NOT NULL,
	"last_hello_at" bigint NOT NULL,
	CONSTRAINT "device_logins_user_id_device_id_family_id_pk" PRIMARY KEY("user_id","device_id","family_id")
);
--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "waiting_step" integer;--> statement-breakpoint
ALTER TABLE "device_logins" ADD CONSTRAINT "device_logins_user_id_device_id_devices_user_id_device_id_fk" FOREIGN KEY ("user_id","device_id") REFERENCES "public"."devices"("user_id","device_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "device_logins_family" ON "device_logins" USING btree ("family_id");