// Written from facts/ by `make types`; do not edit.

export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * Clock
         * @description What a phone's clocks said: wall clock, id of the boot, time since that boot in milliseconds.
         *
         *     A fact is never refused for a wrong clock: one that is beyond these bounds is left out of it.
         */
        Clock: {
            /**
             * Wall
             * Format: date-time
             */
            wall: string;
            /** Boot */
            boot: string;
            /** Uptime Ms */
            uptime_ms: number;
        };
        /**
         * Datum
         * @description The map datum that coordinates refer to; GCJ-02 and BD-09 differ from WGS-84 by some hundred metres.
         * @enum {string}
         */
        Datum: "wgs84" | "gcj02" | "bd09";
        /**
         * Place
         * @description Coordinates in degrees with their datum; `accuracy_m` is the radius that the device stated.
         */
        Place: {
            /** Lat */
            lat: number;
            /** Lon */
            lon: number;
            /**
             * Accuracy M
             * @default null
             */
            accuracy_m?: number | null;
            /** @default wgs84 */
            datum?: components["schemas"]["Datum"];
        };
        /**
         * claim.opened v1
         * @description A claim on a supplier for a part that was written off; it is to be filed within his terms.
         *
         *     Said by: coordinator, manager.
         */
        "claim.opened.v1": {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** @constant */
            kind: "claim.opened";
            /** @constant */
            v: 1;
            /**
             * Device Seq
             * @default null
             */
            device_seq?: number | null;
            /**
             * Seen Version
             * @default null
             */
            seen_version?: number | null;
            /** @default null */
            clock?: components["schemas"]["Clock"] | null;
            /** @default null */
            place?: components["schemas"]["Place"] | null;
            /**
             * Actor
             * @default null
             */
            actor?: string | null;
            /**
             * Group Id
             * @default null
             */
            group_id?: string | null;
            /**
             * ClaimOpened
             * @description A claim on a supplier for a part that was written off; it is to be filed within his terms.
             */
            body: {
                /**
                 * Claim Id
                 * Format: uuid
                 */
                claim_id: string;
                /**
                 * Part Id
                 * Format: uuid
                 */
                part_id: string;
                /**
                 * Supplier Id
                 * Format: uuid
                 */
                supplier_id: string;
            };
        };
        /**
         * Money
         * @description An amount in the currency's minor unit (fen, cents), by its ISO 4217 code.
         */
        Money: {
            /** Amount */
            amount: number;
            /**
             * Currency
             * @default CNY
             */
            currency?: string;
        };
        /**
         * claim.sent v1
         * @description The claim is with the supplier, who is asked for so much; said again, the last word stands.
         *
         *     Said by: coordinator, manager.
         */
        "claim.sent.v1": {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** @constant */
            kind: "claim.sent";
            /** @constant */
            v: 1;
            /**
             * Device Seq
             * @default null
             */
            device_seq?: number | null;
            /**
             * Seen Version
             * @default null
             */
            seen_version?: number | null;
            /** @default null */
            clock?: components["schemas"]["Clock"] | null;
            /** @default null */
            place?: components["schemas"]["Place"] | null;
            /**
             * Actor
             * @default null
             */
            actor?: string | null;
            /**
             * Group Id
             * @default null
             */
            group_id?: string | null;
            /**
             * ClaimIsSent
             * @description The claim is with the supplier, who is asked for so much; said again, the last word stands.
             */
            body: {
                /**
                 * Claim Id
                 * Format: uuid
                 */
                claim_id: string;
                /**
                 * Reference
                 * @default null
                 */
                reference?: string | null;
                /** @default null */
                amount?: components["schemas"]["Money"] | null;
            };
        };
        /**
         * claim.settled v1
         * @description The manager has the last word (S5): what was recovered, or why nothing was.
         *
         *     Said by: manager.
         */
        "claim.settled.v1": {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** @constant */
            kind: "claim.settled";
            /** @constant */
            v: 1;
            /**
             * Device Seq
             * @default null
             */
            device_seq?: number | null;
            /**
             * Seen Version
             * @default null
             */
            seen_version?: number | null;
            /** @default null */
            clock?: components["schemas"]["Clock"] | null;
            /** @default null */
            place?: components["schemas"]["Place"] | null;
            /**
             * Actor
             * @default null
             */
            actor?: string | null;
            /**
             * Group Id
             * @default null
             */
            group_id?: string | null;
            /**
             * ClaimIsSettled
             * @description The manager has the last word (S5): what was recovered, or why nothing was.
             */
            body: {
                /**
                 * Claim Id
                 * Format: uuid
                 */
                claim_id: string;
                /**
                 * Outcome
                 * @enum {string}
                 */
                outcome: "accepted" | "refused";
                /** @default null */
                recovered?: components["schemas"]["Money"] | null;
                /**
                 * Reason
                 * @default null
                 */
                reason?: string | null;
            };
        };
        /**
         * fact.annotated v1
         * @description A note on a fact that was parked, rejected or closed; nothing becomes of the fact.
         *
         *     Said by: coordinator, manager.
         */
        "fact.annotated.v1": {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** @constant */
            kind: "fact.annotated";
            /** @constant */
            v: 1;
            /**
             * Device Seq
             * @default null
             */
            device_seq?: number | null;
            /**
             * Seen Version
             * @default null
             */
            seen_version?: number | null;
            /** @default null */
            clock?: components["schemas"]["Clock"] | null;
            /** @default null */
            place?: components["schemas"]["Place"] | null;
            /**
             * Actor
             * @default null
             */
            actor?: string | null;
            /**
             * Group Id
             * @default null
             */
            group_id?: string | null;
            /**
             * FactAnnotated
             * @description A note on a fact that was parked, rejected or closed; nothing becomes of the fact.
             */
            body: {
                /**
                 * Fact Id
                 * Format: uuid
                 */
                fact_id: string;
                /** Note */
                note: string;
            };
        };
        /**
         * fact.applied v1
         * @description A parked fact is applied to its order, although the order is closed, or it was said by somebody else or
         *         contradicts what stands. What no person can lift is refused with its own code.
         *
         *     Said by: coordinator, manager.
         */
        "fact.applied.v1": {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** @constant */
            kind: "fact.applied";
            /** @constant */
            v: 1;
            /**
             * Device Seq
             * @default null
             */
            device_seq?: number | null;
            /**
             * Seen Version
             * @default null
             */
            seen_version?: number | null;
            /** @default null */
            clock?: components["schemas"]["Clock"] | null;
            /** @default null */
            place?: components["schemas"]["Place"] | null;
            /**
             * Actor
             * @default null
             */
            actor?: string | null;
            /**
             * Group Id
             * @default null
             */
            group_id?: string | null;
            /**
             * FactApplied
             * @description A parked fact is applied to its order, although the order is closed, or it was said by somebody else or
             *     contradicts what stands. What no person can lift is refused with its own code.
             */
            body: {
                /**
                 * Fact Id
                 * Format: uuid
                 */
                fact_id: string;
                /**
                 * Note
                 * @default null
                 */
                note?: string | null;
            };
        };
        /**
         * fact.attached v1
         * @description A parked fact is applied to this order, of which it does not speak. Never a report, nor what the
         *         customer answered to it: they name their order in what was signed.
         *
         *     Said by: coordinator, manager.
         */
        "fact.attached.v1": {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** @constant */
            kind: "fact.attached";
            /** @constant */
            v: 1;
            /**
             * Device Seq
             * @default null
             */
            device_seq?: number | null;
            /**
             * Seen Version
             * @default null
             */
            seen_version?: number | null;
            /** @default null */
            clock?: components["schemas"]["Clock"] | null;
            /** @default null */
            place?: components["schemas"]["Place"] | null;
            /**
             * Actor
             * @default null
             */
            actor?: string | null;
            /**
             * Group Id
             * @default null
             */
            group_id?: string | null;
            /**
             * FactAttached
             * @description A parked fact is applied to this order, of which it does not speak. Never a report, nor what the
             *     customer answered to it: they name their order in what was signed.
             */
            body: {
                /**
                 * Fact Id
                 * Format: uuid
                 */
                fact_id: string;
                /**
                 * Note
                 * @default null
                 */
                note?: string | null;
            };
        };
        /**
         * fact.closed v1
         * @description A parked fact is closed without being applied; whoever recorded it reads the note.
         *
         *     Said by: coordinator, manager.
         */
        "fact.closed.v1": {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** @constant */
            kind: "fact.closed";
            /** @constant */
            v: 1;
            /**
             * Device Seq
             * @default null
             */
            device_seq?: number | null;
            /**
             * Seen Version
             * @default null
             */
            seen_version?: number | null;
            /** @default null */
            clock?: components["schemas"]["Clock"] | null;
            /** @default null */
            place?: components["schemas"]["Place"] | null;
            /**
             * Actor
             * @default null
             */
            actor?: string | null;
            /**
             * Group Id
             * @default null
             */
            group_id?: string | null;
            /**
             * FactClosed
             * @description A parked fact is closed without being applied; whoever recorded it reads the note.
             */
            body: {
                /**
                 * Fact Id
                 * Format: uuid
                 */
                fact_id: string;
                /** Note */
                note: string;
            };
        };
        /**
         * freight.approved v1
         * @description A leader approves what it cost, and never what he paid himself.
         *
         *     Said by: manager.
         */
        "freight.approved.v1": {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** @constant */
            kind: "freight.approved";
            /** @constant */
            v: 1;
            /**
             * Device Seq
             * @default null
             */
            device_seq?: number | null;
            /**
             * Seen Version
             * @default null
             */
            seen_version?: number | null;
            /** @default null */
            clock?: components["schemas"]["Clock"] | null;
            /** @default null */
            place?: components["schemas"]["Place"] | null;
            /**
             * Actor
             * @default null
             */
            actor?: string | null;
            /**
             * Group Id
             * @default null
             */
            group_id?: string | null;
            /**
             * FreightApproved
             * @description A leader approves what it cost, and never what he paid himself.
             */
            body: {
                /**
                 * Freight Id
                 * Format: uuid
                 */
                freight_id: string;
            };
        };
        /**
         * freight.recorded v1
         * @description What it cost to send parts: `about_id` is the issue, or the part whose old piece went back, or the
         *         requisition whose unused pieces did. `voucher` is the photo of the receipt, by its SHA-256.
         *
         *     Said by: storekeeper, technician.
         */
        "freight.recorded.v1": {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** @constant */
            kind: "freight.recorded";
            /** @constant */
            v: 1;
            /**
             * Device Seq
             * @default null
             */
            device_seq?: number | null;
            /**
             * Seen Version
             * @default null
             */
            seen_version?: number | null;
            /** @default null */
            clock?: components["schemas"]["Clock"] | null;
            /** @default null */
            place?: components["schemas"]["Place"] | null;
            /**
             * Actor
             * @default null
             */
            actor?: string | null;
            /**
             * Group Id
             * @default null
             */
            group_id?: string | null;
            /**
             * FreightRecorded
             * @description What it cost to send parts: `about_id` is the issue, or the part whose old piece went back, or the
             *     requisition whose unused pieces did. `voucher` is the photo of the receipt, by its SHA-256.
             */
            body: {
                /**
                 * Freight Id
                 * Format: uuid
                 */
                freight_id: string;
                /**
                 * What
                 * @enum {string}
                 */
                what: "issue" | "old_part" | "unused";
                /**
                 * About Id
                 * Format: uuid
                 */
                about_id: string;
                /** Carrier */
                carrier: string;
                /**
                 * Tracking
                 * @default null
                 */
                tracking?: string | null;
                cost: components["schemas"]["Money"];
                /**
                 * Voucher
                 * @default null
                 */
                voucher?: string | null;
            };
        };
        /**
         * note.added v1
         * @description An internal note; desks read it, phones never get it.
         *
         *     Said by: admin, coordinator, dispatcher, manager, storekeeper, technician.
         */
        "note.added.v1": {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** @constant */
            kind: "note.added";
            /** @constant */
            v: 1;
            /**
             * Device Seq
             * @default null
             */
            device_seq?: number | null;
            /**
             * Seen Version
             * @default null
             */
            seen_version?: number | null;
            /** @default null */
            clock?: components["schemas"]["Clock"] | null;
            /** @default null */
            place?: components["schemas"]["Place"] | null;
            /**
             * Actor
             * @default null
             */
            actor?: string | null;
            /**
             * Group Id
             * @default null
             */
            group_id?: string | null;
            /**
             * NoteAdded
             * @description An internal note; desks read it, phones never get it.
             */
            body: {
                /** Text */
                text: string;
            };
        };
        /**
         * old_part.received v1
         * @description The storekeeper has it, and says in what condition; `quantity` where fewer came than the line owes.
         *
         *         One that was waived may turn up all the same.
         *
         *     Said by: storekeeper.
         */
        "old_part.received.v1": {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** @constant */
            kind: "old_part.received";
            /** @constant */
            v: 1;
            /**
             * Device Seq
             * @default null
             */
            device_seq?: number | null;
            /**
             * Seen Version
             * @default null
             */
            seen_version?: number | null;
            /** @default null */
            clock?: components["schemas"]["Clock"] | null;
            /** @default null */
            place?: components["schemas"]["Place"] | null;
            /**
             * Actor
             * @default null
             */
            actor?: string | null;
            /**
             * Group Id
             * @default null
             */
            group_id?: string | null;
            /**
             * OldPartReceived
             * @description The storekeeper has it, and says in what condition; `quantity` where fewer came than the line owes.
             *
             *     One that was waived may turn up all the same.
             */
            body: {
                /**
                 * Part Id
                 * Format: uuid
                 */
                part_id: string;
                /** Condition */
                condition: string;
                /**
                 * Serial
                 * @default null
                 */
                serial?: string | null;
                /**
                 * Quantity
                 * @default null
                 */
                quantity?: number | null;
            };
        };
        /**
         * old_part.sent v1
         * @description The old part is packed and on its way; without a carrier the technician carries it himself.
         *
         *     Said by: technician.
         */
        "old_part.sent.v1": {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** @constant */
            kind: "old_part.sent";
            /** @constant */
            v: 1;
            /**
             * Device Seq
             * @default null
             */
            device_seq?: number | null;
            /**
             * Seen Version
             * @default null
             */
            seen_version?: number | null;
            /** @default null */
            clock?: components["schemas"]["Clock"] | null;
            /** @default null */
            place?: components["schemas"]["Place"] | null;
            /**
             * Actor
             * @default null
             */
            actor?: string | null;
            /**
             * Group Id
             * @default null
             */
            group_id?: string | null;
            /**
             * OldPartSent
             * @description The old part is packed and on its way; without a carrier the technician carries it himself.
             */
            body: {
                /**
                 * Part Id
                 * Format: uuid
                 */
                part_id: string;
                /**
                 * Carrier
                 * @default null
                 */
                carrier?: string | null;
                /**
                 * Tracking
                 * @default null
                 */
                tracking?: string | null;
            };
        };
        /**
         * old_part.waived v1
         * @description A manager gives the old part up, with the reason (S1-3.6.3).
         *
         *     Said by: manager.
         */
        "old_part.waived.v1": {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** @constant */
            kind: "old_part.waived";
            /** @constant */
            v: 1;
            /**
             * Device Seq
             * @default null
             */
            device_seq?: number | null;
            /**
             * Seen Version
             * @default null
             */
            seen_version?: number | null;
            /** @default null */
            clock?: components["schemas"]["Clock"] | null;
            /** @default null */
            place?: components["schemas"]["Place"] | null;
            /**
             * Actor
             * @default null
             */
            actor?: string | null;
            /**
             * Group Id
             * @default null
             */
            group_id?: string | null;
            /**
             * OldPartWaived
             * @description A manager gives the old part up, with the reason (S1-3.6.3).
             */
            body: {
                /**
                 * Part Id
                 * Format: uuid
                 */
                part_id: string;
                /** Reason */
                reason: string;
            };
        };
        /**
         * Customer
         * @description Who called (S1-3.4.1A), copied as of the fact that said it.
         */
        Customer: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /** Contact */
            contact: string;
            /** Phone */
            phone: string;
            /**
             * Language
             * @description what is written to him in, as a report's paper
             * @default zh
             * @enum {string}
             */
            language?: "zh" | "en";
        };
        /**
         * Fault
         * @description The fault as reported; the deadlines count from `reported_at`.
         */
        Fault: {
            category: components["schemas"]["FaultCategory"];
            /** Description */
            description: string;
            /**
             * Reported At
             * Format: date-time
             */
            reported_at: string;
        };
        /**
         * FaultCategory
         * @description What failed decides which deadlines run (S1-3.2.2, S1-3.2.3, S4-6).
         * @enum {string}
         */
        FaultCategory: "body" | "chassis_engine" | "equipment";
        /**
         * Site
         * @description Where the vehicle stands: exact address (S1-3.4.1A), coordinates if known, IANA time zone.
         */
        Site: {
            /** Address */
            address: string;
            /** @default null */
            place?: components["schemas"]["Place"] | null;
            /**
             * Zone
             * @default Asia/Shanghai
             */
            zone?: string;
        };
        /**
         * Vehicle
         * @description The vehicle or machine by model and number (S1-3.4.1A).
         */
        Vehicle: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Model */
            model: string;
            /** Serial */
            serial: string;
            /**
             * Plate
             * @default null
             */
            plate?: string | null;
            /**
             * In Service On
             * @default null
             */
            in_service_on?: string | null;
        };
        /**
         * order.amended v1
         * @description Corrected or new knowledge; what is not named stays. Deadlines follow over all earlier facts.
         *
         *     Said by: dispatcher.
         */
        "order.amended.v1": {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** @constant */
            kind: "order.amended";
            /** @constant */
            v: 1;
            /**
             * Device Seq
             * @default null
             */
            device_seq?: number | null;
            /**
             * Seen Version
             * @default null
             */
            seen_version?: number | null;
            /** @default null */
            clock?: components["schemas"]["Clock"] | null;
            /** @default null */
            place?: components["schemas"]["Place"] | null;
            /**
             * Actor
             * @default null
             */
            actor?: string | null;
            /**
             * Group Id
             * @default null
             */
            group_id?: string | null;
            /**
             * OrderAmended
             * @description Corrected or new knowledge; what is not named stays. Deadlines follow over all earlier facts.
             */
            body: {
                /** @default null */
                customer?: components["schemas"]["Customer"] | null;
                /** @default null */
                site?: components["schemas"]["Site"] | null;
                /** @default null */
                vehicle?: components["schemas"]["Vehicle"] | null;
                /** @default null */
                fault?: components["schemas"]["Fault"] | null;
                /**
                 * Supplier Needed
                 * @default null
                 */
                supplier_needed?: boolean | null;
            };
        };
        /**
         * order.approved v1
         * @description The leader approves the report (S1-3.4.3); the order closes once its evidence is complete.
         *
         *     Said by: manager.
         */
        "order.approved.v1": {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** @constant */
            kind: "order.approved";
            /** @constant */
            v: 1;
            /**
             * Device Seq
             * @default null
             */
            device_seq?: number | null;
            /**
             * Seen Version
             * @default null
             */
            seen_version?: number | null;
            /** @default null */
            clock?: components["schemas"]["Clock"] | null;
            /** @default null */
            place?: components["schemas"]["Place"] | null;
            /**
             * Actor
             * @default null
             */
            actor?: string | null;
            /**
             * Group Id
             * @default null
             */
            group_id?: string | null;
            /**
             * OrderApproved
             * @description The leader approves the report (S1-3.4.3); the order closes once its evidence is complete.
             */
            body: {
                /**
                 * Report Id
                 * Format: uuid
                 */
                report_id: string;
                /** Version */
                version: number;
            };
        };
        /**
         * Assignee
         * @description One of the team to be.
         */
        Assignee: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Lead
             * @default false
             */
            lead?: boolean;
        };
        /**
         * order.assigned v1
         * @description The whole team from now on, with exactly one lead (S1-3.4.1B); an empty one takes the order back.
         *
         *     Said by: dispatcher.
         */
        "order.assigned.v1": {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** @constant */
            kind: "order.assigned";
            /** @constant */
            v: 1;
            /**
             * Device Seq
             * @default null
             */
            device_seq?: number | null;
            /**
             * Seen Version
             * @default null
             */
            seen_version?: number | null;
            /** @default null */
            clock?: components["schemas"]["Clock"] | null;
            /** @default null */
            place?: components["schemas"]["Place"] | null;
            /**
             * Actor
             * @default null
             */
            actor?: string | null;
            /**
             * Group Id
             * @default null
             */
            group_id?: string | null;
            /**
             * OrderAssigned
             * @description The whole team from now on, with exactly one lead (S1-3.4.1B); an empty one takes the order back.
             */
            body: {
                /** Team */
                team: components["schemas"]["Assignee"][];
            };
        };
        /**
         * order.cancelled v1
         * @description The order is called off; work that was done unaware of it waits for a person.
         *
         *     Said by: dispatcher, manager.
         */
        "order.cancelled.v1": {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** @constant */
            kind: "order.cancelled";
            /** @constant */
            v: 1;
            /**
             * Device Seq
             * @default null
             */
            device_seq?: number | null;
            /**
             * Seen Version
             * @default null
             */
            seen_version?: number | null;
            /** @default null */
            clock?: components["schemas"]["Clock"] | null;
            /** @default null */
            place?: components["schemas"]["Place"] | null;
            /**
             * Actor
             * @default null
             */
            actor?: string | null;
            /**
             * Group Id
             * @default null
             */
            group_id?: string | null;
            /**
             * OrderCancelled
             * @description The order is called off; work that was done unaware of it waits for a person.
             */
            body: {
                /** Reason */
                reason: string;
            };
        };
        /**
         * order.decided v1
         * @description The leader's decision on an escalation; it goes back to the phone (S1-3.4.2Ec).
         *
         *     Said by: manager.
         */
        "order.decided.v1": {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** @constant */
            kind: "order.decided";
            /** @constant */
            v: 1;
            /**
             * Device Seq
             * @default null
             */
            device_seq?: number | null;
            /**
             * Seen Version
             * @default null
             */
            seen_version?: number | null;
            /** @default null */
            clock?: components["schemas"]["Clock"] | null;
            /** @default null */
            place?: components["schemas"]["Place"] | null;
            /**
             * Actor
             * @default null
             */
            actor?: string | null;
            /**
             * Group Id
             * @default null
             */
            group_id?: string | null;
            /**
             * OrderDecided
             * @description The leader's decision on an escalation; it goes back to the phone (S1-3.4.2Ec).
             */
            body: {
                /**
                 * Escalation Id
                 * Format: uuid
                 */
                escalation_id: string;
                /** Decision */
                decision: string;
            };
        };
        /**
         * order.distance_confirmed v1
         * @description A person says whether the site lies within 100 km where coordinates cannot (S1-3.2.2).
         *
         *     Said by: dispatcher.
         */
        "order.distance_confirmed.v1": {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** @constant */
            kind: "order.distance_confirmed";
            /** @constant */
            v: 1;
            /**
             * Device Seq
             * @default null
             */
            device_seq?: number | null;
            /**
             * Seen Version
             * @default null
             */
            seen_version?: number | null;
            /** @default null */
            clock?: components["schemas"]["Clock"] | null;
            /** @default null */
            place?: components["schemas"]["Place"] | null;
            /**
             * Actor
             * @default null
             */
            actor?: string | null;
            /**
             * Group Id
             * @default null
             */
            group_id?: string | null;
            /**
             * OrderDistanceConfirmed
             * @description A person says whether the site lies within 100 km where coordinates cannot (S1-3.2.2).
             */
            body: {
                /** Within */
                within: boolean;
                /**
                 * Km
                 * @default null
                 */
                km?: number | null;
            };
        };
        /**
         * Medium
         * @description How somebody was reached.
         * @enum {string}
         */
        Medium: "phone" | "sms" | "email" | "letter" | "chat" | "in_person";
        /**
         * order.informed v1
         * @description The outcome is fed back to the customer (S1-3.2.3).
         *
         *     Said by: coordinator, dispatcher.
         */
        "order.informed.v1": {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** @constant */
            kind: "order.informed";
            /** @constant */
            v: 1;
            /**
             * Device Seq
             * @default null
             */
            device_seq?: number | null;
            /**
             * Seen Version
             * @default null
             */
            seen_version?: number | null;
            /** @default null */
            clock?: components["schemas"]["Clock"] | null;
            /** @default null */
            place?: components["schemas"]["Place"] | null;
            /**
             * Actor
             * @default null
             */
            actor?: string | null;
            /**
             * Group Id
             * @default null
             */
            group_id?: string | null;
            /**
             * OrderInformed
             * @description The outcome is fed back to the customer (S1-3.2.3).
             */
            body: {
                medium: components["schemas"]["Medium"];
                /** Whom */
                whom: string;
                /** Text */
                text: string;
                /**
                 * Party
                 * @default customer
                 * @enum {string}
                 */
                party?: "customer" | "station" | "supplier";
            };
        };
        /**
         * order.issued v1
         * @description A dispatch order with all that S1-3.4.1A asks: model, vehicle number, exact address, phone, contact.
         *
         *     Said by: dispatcher.
         */
        "order.issued.v1": {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** @constant */
            kind: "order.issued";
            /** @constant */
            v: 1;
            /**
             * Device Seq
             * @default null
             */
            device_seq?: number | null;
            /**
             * Seen Version
             * @default null
             */
            seen_version?: number | null;
            /** @default null */
            clock?: components["schemas"]["Clock"] | null;
            /** @default null */
            place?: components["schemas"]["Place"] | null;
            /**
             * Actor
             * @default null
             */
            actor?: string | null;
            /**
             * Group Id
             * @default null
             */
            group_id?: string | null;
            /**
             * OrderIssued
             * @description A dispatch order with all that S1-3.4.1A asks: model, vehicle number, exact address, phone, contact.
             */
            body: {
                customer: components["schemas"]["Customer"];
                site: components["schemas"]["Site"];
                vehicle: components["schemas"]["Vehicle"];
                fault: components["schemas"]["Fault"];
                /**
                 * Supplier Needed
                 * @default false
                 */
                supplier_needed?: boolean;
            };
        };
        /**
         * order.replied v1
         * @description The office answers the customer (or speaks with station or supplier).
         *
         *     Said by: coordinator, dispatcher.
         */
        "order.replied.v1": {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** @constant */
            kind: "order.replied";
            /** @constant */
            v: 1;
            /**
             * Device Seq
             * @default null
             */
            device_seq?: number | null;
            /**
             * Seen Version
             * @default null
             */
            seen_version?: number | null;
            /** @default null */
            clock?: components["schemas"]["Clock"] | null;
            /** @default null */
            place?: components["schemas"]["Place"] | null;
            /**
             * Actor
             * @default null
             */
            actor?: string | null;
            /**
             * Group Id
             * @default null
             */
            group_id?: string | null;
            /**
             * OrderReplied
             * @description The office answers the customer (or speaks with station or supplier).
             */
            body: {
                medium: components["schemas"]["Medium"];
                /** Whom */
                whom: string;
                /** Text */
                text: string;
                /**
                 * Party
                 * @default customer
                 * @enum {string}
                 */
                party?: "customer" | "station" | "supplier";
            };
        };
        /**
         * order.sent_back v1
         * @description The leader sends the report back with remarks; the lead files a new version or submits again.
         *
         *     Said by: manager.
         */
        "order.sent_back.v1": {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** @constant */
            kind: "order.sent_back";
            /** @constant */
            v: 1;
            /**
             * Device Seq
             * @default null
             */
            device_seq?: number | null;
            /**
             * Seen Version
             * @default null
             */
            seen_version?: number | null;
            /** @default null */
            clock?: components["schemas"]["Clock"] | null;
            /** @default null */
            place?: components["schemas"]["Place"] | null;
            /**
             * Actor
             * @default null
             */
            actor?: string | null;
            /**
             * Group Id
             * @default null
             */
            group_id?: string | null;
            /**
             * OrderSentBack
             * @description The leader sends the report back with remarks; the lead files a new version or submits again.
             */
            body: {
                /**
                 * Report Id
                 * Format: uuid
                 */
                report_id: string;
                /** Version */
                version: number;
                /** Remarks */
                remarks: string;
            };
        };
        /**
         * Granted
         * @description How many of a line are approved.
         */
        Granted: {
            /**
             * Line Id
             * Format: uuid
             */
            line_id: string;
            /** Quantity */
            quantity: number;
        };
        /**
         * part.approved v1
         * @description A manager approves a requisition, in full or as `lines` say; what they do not name is not approved.
         *
         *     Said by: manager.
         */
        "part.approved.v1": {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** @constant */
            kind: "part.approved";
            /** @constant */
            v: 1;
            /**
             * Device Seq
             * @default null
             */
            device_seq?: number | null;
            /**
             * Seen Version
             * @default null
             */
            seen_version?: number | null;
            /** @default null */
            clock?: components["schemas"]["Clock"] | null;
            /** @default null */
            place?: components["schemas"]["Place"] | null;
            /**
             * Actor
             * @default null
             */
            actor?: string | null;
            /**
             * Group Id
             * @default null
             */
            group_id?: string | null;
            /**
             * PartApproved
             * @description A manager approves a requisition, in full or as `lines` say; what they do not name is not approved.
             */
            body: {
                /**
                 * Requisition Id
                 * Format: uuid
                 */
                requisition_id: string;
                /**
                 * Lines
                 * @default null
                 */
                lines?: components["schemas"]["Granted"][] | null;
            };
        };
        /**
         * Pieces
         * @description Pieces of one part for a line of a requisition; each by its serial, where its pieces have serials.
         */
        Pieces: {
            /**
             * Line Id
             * Format: uuid
             */
            line_id: string;
            /** Number */
            number: string;
            /** Quantity */
            quantity: number;
            /**
             * Serials
             * @default []
             */
            serials?: string[];
        };
        /**
         * part.issued v1
         * @description The store gives out pieces for an approved requisition (S1-3.7.4), all or part of it; they are on their
         *         way until the technician confirms them. `to`: somebody else of the team than who asked.
         *
         *     Said by: storekeeper.
         */
        "part.issued.v1": {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** @constant */
            kind: "part.issued";
            /** @constant */
            v: 1;
            /**
             * Device Seq
             * @default null
             */
            device_seq?: number | null;
            /**
             * Seen Version
             * @default null
             */
            seen_version?: number | null;
            /** @default null */
            clock?: components["schemas"]["Clock"] | null;
            /** @default null */
            place?: components["schemas"]["Place"] | null;
            /**
             * Actor
             * @default null
             */
            actor?: string | null;
            /**
             * Group Id
             * @default null
             */
            group_id?: string | null;
            /**
             * PartIssued
             * @description The store gives out pieces for an approved requisition (S1-3.7.4), all or part of it; they are on their
             *     way until the technician confirms them. `to`: somebody else of the team than who asked.
             */
            body: {
                /**
                 * Requisition Id
                 * Format: uuid
                 */
                requisition_id: string;
                /** Lines */
                lines: components["schemas"]["Pieces"][];
                /**
                 * To
                 * @default null
                 */
                to?: string | null;
                /**
                 * Carrier
                 * @default null
                 */
                carrier?: string | null;
                /**
                 * Tracking
                 * @default null
                 */
                tracking?: string | null;
            };
        };
        /**
         * Got
         * @description How many pieces of a line were in the parcel.
         */
        Got: {
            /**
             * Line Id
             * Format: uuid
             */
            line_id: string;
            /** Quantity */
            quantity: number;
        };
        /**
         * part.received v1
         * @description The technician has what the store issued; `lines` where it was less, or not every line.
         *
         *     Said by: technician.
         */
        "part.received.v1": {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** @constant */
            kind: "part.received";
            /** @constant */
            v: 1;
            /**
             * Device Seq
             * @default null
             */
            device_seq?: number | null;
            /**
             * Seen Version
             * @default null
             */
            seen_version?: number | null;
            /** @default null */
            clock?: components["schemas"]["Clock"] | null;
            /** @default null */
            place?: components["schemas"]["Place"] | null;
            /**
             * Actor
             * @default null
             */
            actor?: string | null;
            /**
             * Group Id
             * @default null
             */
            group_id?: string | null;
            /**
             * PartReceived
             * @description The technician has what the store issued; `lines` where it was less, or not every line.
             */
            body: {
                /**
                 * Requisition Id
                 * Format: uuid
                 */
                requisition_id: string;
                /**
                 * Issue Id
                 * Format: uuid
                 */
                issue_id: string;
                /**
                 * Lines
                 * @default null
                 */
                lines?: components["schemas"]["Got"][] | null;
            };
        };
        /**
         * part.refused v1
         * @description A manager refuses a requisition, with the reason.
         *
         *     Said by: manager.
         */
        "part.refused.v1": {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** @constant */
            kind: "part.refused";
            /** @constant */
            v: 1;
            /**
             * Device Seq
             * @default null
             */
            device_seq?: number | null;
            /**
             * Seen Version
             * @default null
             */
            seen_version?: number | null;
            /** @default null */
            clock?: components["schemas"]["Clock"] | null;
            /** @default null */
            place?: components["schemas"]["Place"] | null;
            /**
             * Actor
             * @default null
             */
            actor?: string | null;
            /**
             * Group Id
             * @default null
             */
            group_id?: string | null;
            /**
             * PartRefused
             * @description A manager refuses a requisition, with the reason.
             */
            body: {
                /**
                 * Requisition Id
                 * Format: uuid
                 */
                requisition_id: string;
                /** Reason */
                reason: string;
            };
        };
        /**
         * Wanted
         * @description So many of one part; the number may be left to the storekeeper.
         */
        Wanted: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Number
             * @default null
             */
            number?: string | null;
            /** Name */
            name: string;
            /** Quantity */
            quantity: number;
        };
        /**
         * part.requested v1
         * @description The technician proposes which parts are needed, and why (S1-3.6.1).
         *
         *     Said by: technician.
         */
        "part.requested.v1": {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** @constant */
            kind: "part.requested";
            /** @constant */
            v: 1;
            /**
             * Device Seq
             * @default null
             */
            device_seq?: number | null;
            /**
             * Seen Version
             * @default null
             */
            seen_version?: number | null;
            /** @default null */
            clock?: components["schemas"]["Clock"] | null;
            /** @default null */
            place?: components["schemas"]["Place"] | null;
            /**
             * Actor
             * @default null
             */
            actor?: string | null;
            /**
             * Group Id
             * @default null
             */
            group_id?: string | null;
            /**
             * PartRequested
             * @description The technician proposes which parts are needed, and why (S1-3.6.1).
             */
            body: {
                /**
                 * Requisition Id
                 * Format: uuid
                 */
                requisition_id: string;
                /** Reason */
                reason: string;
                /** Lines */
                lines: components["schemas"]["Wanted"][];
            };
        };
        /**
         * part.reserved v1
         * @description The pieces that lie aside for a requisition, in full; an empty list lets them go.
         *
         *     Said by: storekeeper.
         */
        "part.reserved.v1": {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** @constant */
            kind: "part.reserved";
            /** @constant */
            v: 1;
            /**
             * Device Seq
             * @default null
             */
            device_seq?: number | null;
            /**
             * Seen Version
             * @default null
             */
            seen_version?: number | null;
            /** @default null */
            clock?: components["schemas"]["Clock"] | null;
            /** @default null */
            place?: components["schemas"]["Place"] | null;
            /**
             * Actor
             * @default null
             */
            actor?: string | null;
            /**
             * Group Id
             * @default null
             */
            group_id?: string | null;
            /**
             * PartReserved
             * @description The pieces that lie aside for a requisition, in full; an empty list lets them go.
             */
            body: {
                /**
                 * Requisition Id
                 * Format: uuid
                 */
                requisition_id: string;
                /** Lines */
                lines: components["schemas"]["Pieces"][];
            };
        };
        /**
         * Condition
         * @description Of a piece: `new`, `old` (came out of a vehicle), `refurbished`.
         * @enum {string}
         */
        Condition: "new" | "old" | "refurbished";
        /**
         * part.returned_unused v1
         * @description Pieces that a technician drew and did not use are back in the store (S1-3.7.4).
         *
         *     Said by: storekeeper.
         */
        "part.returned_unused.v1": {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** @constant */
            kind: "part.returned_unused";
            /** @constant */
            v: 1;
            /**
             * Device Seq
             * @default null
             */
            device_seq?: number | null;
            /**
             * Seen Version
             * @default null
             */
            seen_version?: number | null;
            /** @default null */
            clock?: components["schemas"]["Clock"] | null;
            /** @default null */
            place?: components["schemas"]["Place"] | null;
            /**
             * Actor
             * @default null
             */
            actor?: string | null;
            /**
             * Group Id
             * @default null
             */
            group_id?: string | null;
            /**
             * PartReturnedUnused
             * @description Pieces that a technician drew and did not use are back in the store (S1-3.7.4).
             */
            body: {
                /**
                 * Requisition Id
                 * Format: uuid
                 */
                requisition_id: string;
                /** Lines */
                lines: components["schemas"]["Pieces"][];
                /**
                 * Technician
                 * Format: uuid
                 */
                technician: string;
                /** @default new */
                condition?: components["schemas"]["Condition"];
            };
        };
        /**
         * part.reversed v1
         * @description What the storekeeper booked by mistake is taken back, not edited: an issue that the technician has not
         *         confirmed, the receipt of an old part, a write-off that no claim was made of.
         *
         *     Said by: storekeeper.
         */
        "part.reversed.v1": {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** @constant */
            kind: "part.reversed";
            /** @constant */
            v: 1;
            /**
             * Device Seq
             * @default null
             */
            device_seq?: number | null;
            /**
             * Seen Version
             * @default null
             */
            seen_version?: number | null;
            /** @default null */
            clock?: components["schemas"]["Clock"] | null;
            /** @default null */
            place?: components["schemas"]["Place"] | null;
            /**
             * Actor
             * @default null
             */
            actor?: string | null;
            /**
             * Group Id
             * @default null
             */
            group_id?: string | null;
            /**
             * PartReversed
             * @description What the storekeeper booked by mistake is taken back, not edited: an issue that the technician has not
             *     confirmed, the receipt of an old part, a write-off that no claim was made of.
             */
            body: {
                /**
                 * Fact Id
                 * Format: uuid
                 */
                fact_id: string;
                /** Reason */
                reason: string;
            };
        };
        /**
         * part.written_off v1
         * @description The piece that was fitted is written off, with all three that it needs (S1-3.6.2, S1-3.7.4).
         *
         *     Said by: storekeeper.
         */
        "part.written_off.v1": {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** @constant */
            kind: "part.written_off";
            /** @constant */
            v: 1;
            /**
             * Device Seq
             * @default null
             */
            device_seq?: number | null;
            /**
             * Seen Version
             * @default null
             */
            seen_version?: number | null;
            /** @default null */
            clock?: components["schemas"]["Clock"] | null;
            /** @default null */
            place?: components["schemas"]["Place"] | null;
            /**
             * Actor
             * @default null
             */
            actor?: string | null;
            /**
             * Group Id
             * @default null
             */
            group_id?: string | null;
            /**
             * PartWrittenOff
             * @description The piece that was fitted is written off, with all three that it needs (S1-3.6.2, S1-3.7.4).
             */
            body: {
                /**
                 * Part Id
                 * Format: uuid
                 */
                part_id: string;
            };
        };
        /**
         * photo.quarantined v1
         * @description The bytes are no picture that can be shown. They are kept, so the evidence does not lack them.
         *
         *     Said by: the server alone.
         */
        "photo.quarantined.v1": {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** @constant */
            kind: "photo.quarantined";
            /** @constant */
            v: 1;
            /**
             * Device Seq
             * @default null
             */
            device_seq?: number | null;
            /**
             * Seen Version
             * @default null
             */
            seen_version?: number | null;
            /** @default null */
            clock?: components["schemas"]["Clock"] | null;
            /** @default null */
            place?: components["schemas"]["Place"] | null;
            /**
             * Actor
             * @default null
             */
            actor?: string | null;
            /**
             * Group Id
             * @default null
             */
            group_id?: string | null;
            /**
             * PhotoQuarantined
             * @description The bytes are no picture that can be shown. They are kept, so the evidence does not lack them.
             */
            body: {
                /**
                 * Photo Id
                 * Format: uuid
                 */
                photo_id: string;
                /** Sha256 */
                sha256: string;
                /**
                 * Reason
                 * @description why, in a word: sync.md, section 10
                 */
                reason: string;
            };
        };
        /**
         * photo.stored v1
         * @description The server holds the bytes, whole and written to disk.
         *
         *     Said by: the server alone.
         */
        "photo.stored.v1": {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** @constant */
            kind: "photo.stored";
            /** @constant */
            v: 1;
            /**
             * Device Seq
             * @default null
             */
            device_seq?: number | null;
            /**
             * Seen Version
             * @default null
             */
            seen_version?: number | null;
            /** @default null */
            clock?: components["schemas"]["Clock"] | null;
            /** @default null */
            place?: components["schemas"]["Place"] | null;
            /**
             * Actor
             * @default null
             */
            actor?: string | null;
            /**
             * Group Id
             * @default null
             */
            group_id?: string | null;
            /**
             * PhotoStored
             * @description The server holds the bytes, whole and written to disk.
             */
            body: {
                /**
                 * Photo Id
                 * Format: uuid
                 */
                photo_id: string;
                /** Sha256 */
                sha256: string;
            };
        };
        /**
         * photo.taken v1
         * @description The manifest: what the bytes will be. It comes first; bytes before it are refused.
         *
         *         Desks say it too, of pictures and letters that they are sent.
         *
         *     Said by: coordinator, dispatcher, manager, storekeeper, technician.
         */
        "photo.taken.v1": {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** @constant */
            kind: "photo.taken";
            /** @constant */
            v: 1;
            /**
             * Device Seq
             * @default null
             */
            device_seq?: number | null;
            /**
             * Seen Version
             * @default null
             */
            seen_version?: number | null;
            /** @default null */
            clock?: components["schemas"]["Clock"] | null;
            /** @default null */
            place?: components["schemas"]["Place"] | null;
            /**
             * Actor
             * @default null
             */
            actor?: string | null;
            /**
             * Group Id
             * @default null
             */
            group_id?: string | null;
            /**
             * PhotoTaken
             * @description The manifest: what the bytes will be. It comes first; bytes before it are refused.
             *
             *     Desks say it too, of pictures and letters that they are sent.
             */
            body: {
                /**
                 * Photo Id
                 * Format: uuid
                 */
                photo_id: string;
                /**
                 * Purpose
                 * @enum {string}
                 */
                purpose: "scene" | "fault" | "nameplate" | "odometer" | "old_part" | "document" | "stamp" | "other";
                /** Sha256 */
                sha256: string;
                /**
                 * Size
                 * @description bytes
                 */
                size: number;
                /**
                 * Content Type
                 * @enum {string}
                 */
                content_type: "image/jpeg" | "image/png" | "image/webp" | "image/heic";
            };
        };
        /**
         * photo.waived v1
         * @description A photo that can never come, as from a lost phone, is not waited for any more, with the reason.
         *
         *         It is named by its digest, because nobody may have announced it. Bytes that come all the same are stored.
         *
         *     Said by: coordinator, manager.
         */
        "photo.waived.v1": {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** @constant */
            kind: "photo.waived";
            /** @constant */
            v: 1;
            /**
             * Device Seq
             * @default null
             */
            device_seq?: number | null;
            /**
             * Seen Version
             * @default null
             */
            seen_version?: number | null;
            /** @default null */
            clock?: components["schemas"]["Clock"] | null;
            /** @default null */
            place?: components["schemas"]["Place"] | null;
            /**
             * Actor
             * @default null
             */
            actor?: string | null;
            /**
             * Group Id
             * @default null
             */
            group_id?: string | null;
            /**
             * PhotoWaived
             * @description A photo that can never come, as from a lost phone, is not waited for any more, with the reason.
             *
             *     It is named by its digest, because nobody may have announced it. Bytes that come all the same are stored.
             */
            body: {
                /** Sha256 */
                sha256: string;
                /** Reason */
                reason: string;
            };
        };
        /**
         * Compensation
         * @description What the customer is given for it (S1-3.4.2Eb: with reason, name, quantity).
         */
        Compensation: {
            /** Name */
            name: string;
            /**
             * Number
             * @default null
             */
            number?: string | null;
            /** Quantity */
            quantity: number;
            /** Reason */
            reason: string;
        };
        /**
         * Inspection
         * @description What was heard, seen and checked (S1-3.4.2A–D).
         */
        Inspection: {
            /**
             * Running Hours
             * @default null
             */
            running_hours?: number | null;
            /**
             * Mileage Km
             * @default null
             */
            mileage_km?: number | null;
            /**
             * Warranty
             * @enum {string}
             */
            warranty: "in" | "out" | "unknown";
            /**
             * Warranty Reason
             * @description why it is in or out of the three-guarantee warranty
             * @default null
             */
            warranty_reason?: string | null;
            /**
             * Tampered
             * @description taken apart before; null where that cannot be told
             * @default null
             */
            tampered?: boolean | null;
            /** Findings */
            findings: string;
        };
        /**
         * PartLine
         * @description A part that was fitted (S1-3.4.2Eb: reason, name and quantity are required).
         */
        PartLine: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /**
             * Number
             * @default null
             */
            number?: string | null;
            /** Quantity */
            quantity: number;
            /** Reason */
            reason: string;
            /** Warranty */
            warranty: boolean;
            /**
             * Replaced
             * @description an old part came out and owes its return (S1-3.4.2Ed)
             * @default true
             */
            replaced?: boolean;
            /**
             * Serial Out
             * @default null
             */
            serial_out?: string | null;
            /**
             * Serial In
             * @default null
             */
            serial_in?: string | null;
            /**
             * Source
             * @description from where the new one came; without it, from the technician's van
             * @default null
             */
            source?: ("van" | "bought_locally" | "customers_own") | null;
            /**
             * Photo Out
             * @description of the old part, by its SHA-256
             * @default null
             */
            photo_out?: string | null;
        };
        /**
         * Travel
         * @description The way there and back, in whole kilometres and minutes.
         */
        Travel: {
            /**
             * Distance Km
             * @default null
             */
            distance_km?: number | null;
            /**
             * Minutes
             * @default null
             */
            minutes?: number | null;
        };
        /**
         * Content
         * @description What the customer is shown and signs. Phones may add members; all are signed.
         */
        Content: {
            /**
             * Domain
             * @constant
             */
            domain: "callout/report/1";
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /**
             * Report Id
             * Format: uuid
             */
            report_id: string;
            /** Version */
            version: number;
            /** Complaint */
            complaint: string;
            inspection: components["schemas"]["Inspection"];
            /** Cause */
            cause: string;
            /**
             * Responsibility
             * @enum {string}
             */
            responsibility: "maker" | "supplier" | "user" | "third_party" | "undetermined";
            /** Work Done */
            work_done: string;
            /**
             * Parts
             * @default []
             */
            parts?: components["schemas"]["PartLine"][];
            /**
             * Compensation
             * @default []
             */
            compensation?: components["schemas"]["Compensation"][];
            /**
             * Advice
             * @description use and care, as taught to the user (S1-3.3.3)
             * @default null
             */
            advice?: string | null;
            /**
             * Photos
             * @default []
             */
            photos?: string[];
            /** @default null */
            travel?: components["schemas"]["Travel"] | null;
        };
        /**
         * report.filed v1
         * @description A complete version of a report. A new version supersedes the one before and needs a new signature.
         *
         *     Said by: technician.
         */
        "report.filed.v1": {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** @constant */
            kind: "report.filed";
            /** @constant */
            v: 1;
            /**
             * Device Seq
             * @default null
             */
            device_seq?: number | null;
            /**
             * Seen Version
             * @default null
             */
            seen_version?: number | null;
            /** @default null */
            clock?: components["schemas"]["Clock"] | null;
            /** @default null */
            place?: components["schemas"]["Place"] | null;
            /**
             * Actor
             * @default null
             */
            actor?: string | null;
            /**
             * Group Id
             * @default null
             */
            group_id?: string | null;
            /**
             * ReportFiled
             * @description A complete version of a report. A new version supersedes the one before and needs a new signature.
             */
            body: {
                /**
                 * Report Id
                 * Format: uuid
                 */
                report_id: string;
                /** Version */
                version: number;
                /** Digest */
                digest: string;
                content: components["schemas"]["Content"];
            };
        };
        /**
         * report.printed v1
         * @description The paper of a sealed version is in the store, as a PDF.
         *
         *         `seal` is a JWS as that of `report.sealed`, over the canonical JSON of what the paper is.
         *
         *     Said by: the server alone.
         */
        "report.printed.v1": {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** @constant */
            kind: "report.printed";
            /** @constant */
            v: 1;
            /**
             * Device Seq
             * @default null
             */
            device_seq?: number | null;
            /**
             * Seen Version
             * @default null
             */
            seen_version?: number | null;
            /** @default null */
            clock?: components["schemas"]["Clock"] | null;
            /** @default null */
            place?: components["schemas"]["Place"] | null;
            /**
             * Actor
             * @default null
             */
            actor?: string | null;
            /**
             * Group Id
             * @default null
             */
            group_id?: string | null;
            /**
             * ReportPrinted
             * @description The paper of a sealed version is in the store, as a PDF.
             *
             *     `seal` is a JWS as that of `report.sealed`, over the canonical JSON of what the paper is.
             */
            body: {
                /**
                 * Report Id
                 * Format: uuid
                 */
                report_id: string;
                /** Version */
                version: number;
                /**
                 * Verify Id
                 * Format: uuid
                 */
                verify_id: string;
                /** Sha256 */
                sha256: string;
                /** Size */
                size: number;
                /**
                 * Language
                 * @enum {string}
                 */
                language: "zh" | "en";
                /** Seal */
                seal: string;
            };
        };
        /**
         * report.sealed v1
         * @description The server sealed the customer's answer to one version (design: evidence).
         *
         *         `answer` is the fact `report.signed` or `report.unsigned`. `seal` is a compact JWS (RFC 7515); its payload
         *         is the canonical JSON of what was sealed, its public key is at /.well-known/jwks.json.
         *
         *     Said by: the server alone.
         */
        "report.sealed.v1": {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** @constant */
            kind: "report.sealed";
            /** @constant */
            v: 1;
            /**
             * Device Seq
             * @default null
             */
            device_seq?: number | null;
            /**
             * Seen Version
             * @default null
             */
            seen_version?: number | null;
            /** @default null */
            clock?: components["schemas"]["Clock"] | null;
            /** @default null */
            place?: components["schemas"]["Place"] | null;
            /**
             * Actor
             * @default null
             */
            actor?: string | null;
            /**
             * Group Id
             * @default null
             */
            group_id?: string | null;
            /**
             * ReportSealed
             * @description The server sealed the customer's answer to one version (design: evidence).
             *
             *     `answer` is the fact `report.signed` or `report.unsigned`. `seal` is a compact JWS (RFC 7515); its payload
             *     is the canonical JSON of what was sealed, its public key is at /.well-known/jwks.json.
             */
            body: {
                /**
                 * Report Id
                 * Format: uuid
                 */
                report_id: string;
                /** Version */
                version: number;
                /**
                 * Verify Id
                 * Format: uuid
                 */
                verify_id: string;
                /** Digest */
                digest: string;
                /**
                 * Answer
                 * Format: uuid
                 */
                answer: string;
                /** Seal */
                seal: string;
            };
        };
        /**
         * Shown
         * @description What the signer was shown: the app's template, and the language (BCP 47) that it was in.
         */
        Shown: {
            /** Template */
            template: string;
            /** Locale */
            locale: string;
        };
        /**
         * Stamp
         * @description A company seal, photographed; the photo is one of the order's.
         */
        Stamp: {
            /** Sha256 */
            sha256: string;
        };
        /**
         * Strokes
         * @description The pen's way: points `[x, y]`, `[x, y, t_ms]` or `[x, y, t_ms, pressure]` per stroke, on a canvas of
         *     this size.
         *
         *     Personal biometric data: they stay in the journal, for auditors only.
         */
        Strokes: {
            /** Width */
            width: number;
            /** Height */
            height: number;
            /** Strokes */
            strokes: number[][][];
        };
        /**
         * report.signed v1
         * @description The customer signed or stamped exactly the version that was shown (S1-3.3.2).
         *
         *     Said by: technician.
         */
        "report.signed.v1": {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** @constant */
            kind: "report.signed";
            /** @constant */
            v: 1;
            /**
             * Device Seq
             * @default null
             */
            device_seq?: number | null;
            /**
             * Seen Version
             * @default null
             */
            seen_version?: number | null;
            /** @default null */
            clock?: components["schemas"]["Clock"] | null;
            /** @default null */
            place?: components["schemas"]["Place"] | null;
            /**
             * Actor
             * @default null
             */
            actor?: string | null;
            /**
             * Group Id
             * @default null
             */
            group_id?: string | null;
            /**
             * ReportSigned
             * @description The customer signed or stamped exactly the version that was shown (S1-3.3.2).
             */
            body: {
                /**
                 * Report Id
                 * Format: uuid
                 */
                report_id: string;
                /** Version */
                version: number;
                /** Digest */
                digest: string;
                /**
                 * Method
                 * @enum {string}
                 */
                method: "strokes" | "stamp";
                /** @default null */
                strokes?: components["schemas"]["Strokes"] | null;
                /** @default null */
                stamp?: components["schemas"]["Stamp"] | null;
                /** Signer */
                signer: string;
                /** Role */
                role: string;
                /**
                 * Phone Tail
                 * @description the last digits of the signer's phone
                 * @default null
                 */
                phone_tail?: string | null;
                /** @default null */
                shown?: components["schemas"]["Shown"] | null;
                /**
                 * Consent
                 * @description what the signer agreed to, in the words that were shown
                 * @default null
                 */
                consent?: string | null;
                /**
                 * Rating
                 * @description satisfaction, 5 is best (S1-3.2.1)
                 * @default null
                 */
                rating?: number | null;
                /**
                 * Remarks
                 * @default null
                 */
                remarks?: string | null;
            };
        };
        /**
         * report.submitted v1
         * @description The lead hands the report in (S1-3.4.1B, S1-3.4.3).
         *
         *     Said by: technician.
         */
        "report.submitted.v1": {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** @constant */
            kind: "report.submitted";
            /** @constant */
            v: 1;
            /**
             * Device Seq
             * @default null
             */
            device_seq?: number | null;
            /**
             * Seen Version
             * @default null
             */
            seen_version?: number | null;
            /** @default null */
            clock?: components["schemas"]["Clock"] | null;
            /** @default null */
            place?: components["schemas"]["Place"] | null;
            /**
             * Actor
             * @default null
             */
            actor?: string | null;
            /**
             * Group Id
             * @default null
             */
            group_id?: string | null;
            /**
             * ReportSubmitted
             * @description The lead hands the report in (S1-3.4.1B, S1-3.4.3).
             */
            body: {
                /**
                 * Report Id
                 * Format: uuid
                 */
                report_id: string;
                /** Version */
                version: number;
            };
        };
        /**
         * report.unsigned v1
         * @description The customer refused to sign or was absent, with the reason, and a photo that shows it.
         *
         *         Without the photo it counts all the same: what happened happened, and a coordinator sees the flag.
         *
         *     Said by: technician.
         */
        "report.unsigned.v1": {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** @constant */
            kind: "report.unsigned";
            /** @constant */
            v: 1;
            /**
             * Device Seq
             * @default null
             */
            device_seq?: number | null;
            /**
             * Seen Version
             * @default null
             */
            seen_version?: number | null;
            /** @default null */
            clock?: components["schemas"]["Clock"] | null;
            /** @default null */
            place?: components["schemas"]["Place"] | null;
            /**
             * Actor
             * @default null
             */
            actor?: string | null;
            /**
             * Group Id
             * @default null
             */
            group_id?: string | null;
            /**
             * ReportUnsigned
             * @description The customer refused to sign or was absent, with the reason, and a photo that shows it.
             *
             *     Without the photo it counts all the same: what happened happened, and a coordinator sees the flag.
             */
            body: {
                /**
                 * Report Id
                 * Format: uuid
                 */
                report_id: string;
                /** Version */
                version: number;
                /** Digest */
                digest: string;
                /**
                 * Reason
                 * @enum {string}
                 */
                reason: "refused" | "absent";
                /** Explanation */
                explanation: string;
                /**
                 * Photo
                 * @default null
                 */
                photo?: string | null;
            };
        };
        /**
         * visit.accepted v1
         * @description The technician takes the order.
         *
         *     Said by: technician.
         */
        "visit.accepted.v1": {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** @constant */
            kind: "visit.accepted";
            /** @constant */
            v: 1;
            /**
             * Device Seq
             * @default null
             */
            device_seq?: number | null;
            /**
             * Seen Version
             * @default null
             */
            seen_version?: number | null;
            /** @default null */
            clock?: components["schemas"]["Clock"] | null;
            /** @default null */
            place?: components["schemas"]["Place"] | null;
            /**
             * Actor
             * @default null
             */
            actor?: string | null;
            /**
             * Group Id
             * @default null
             */
            group_id?: string | null;
            /**
             * VisitAccepted
             * @description The technician takes the order.
             */
            body: {
                /**
                 * Visit Id
                 * Format: uuid
                 */
                visit_id: string;
            };
        };
        /**
         * visit.arrived v1
         * @description On site: meets `arrive`, and starts the work that `resolve` counts from (S1-3.2.2a, S4-6).
         *
         *     Said by: technician.
         */
        "visit.arrived.v1": {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** @constant */
            kind: "visit.arrived";
            /** @constant */
            v: 1;
            /**
             * Device Seq
             * @default null
             */
            device_seq?: number | null;
            /**
             * Seen Version
             * @default null
             */
            seen_version?: number | null;
            /** @default null */
            clock?: components["schemas"]["Clock"] | null;
            /** @default null */
            place?: components["schemas"]["Place"] | null;
            /**
             * Actor
             * @default null
             */
            actor?: string | null;
            /**
             * Group Id
             * @default null
             */
            group_id?: string | null;
            /**
             * VisitArrived
             * @description On site: meets `arrive`, and starts the work that `resolve` counts from (S1-3.2.2a, S4-6).
             */
            body: {
                /**
                 * Visit Id
                 * Format: uuid
                 */
                visit_id: string;
            };
        };
        /**
         * visit.contacted v1
         * @description The customer (station, supplier) is contacted before leaving (S1-3.4.1B).
         *
         *     Said by: technician.
         */
        "visit.contacted.v1": {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** @constant */
            kind: "visit.contacted";
            /** @constant */
            v: 1;
            /**
             * Device Seq
             * @default null
             */
            device_seq?: number | null;
            /**
             * Seen Version
             * @default null
             */
            seen_version?: number | null;
            /** @default null */
            clock?: components["schemas"]["Clock"] | null;
            /** @default null */
            place?: components["schemas"]["Place"] | null;
            /**
             * Actor
             * @default null
             */
            actor?: string | null;
            /**
             * Group Id
             * @default null
             */
            group_id?: string | null;
            /**
             * VisitContacted
             * @description The customer (station, supplier) is contacted before leaving (S1-3.4.1B).
             */
            body: {
                medium: components["schemas"]["Medium"];
                /** Whom */
                whom: string;
                /** Text */
                text: string;
                /**
                 * Party
                 * @default customer
                 * @enum {string}
                 */
                party?: "customer" | "station" | "supplier";
                /**
                 * Visit Id
                 * Format: uuid
                 */
                visit_id: string;
            };
        };
        /**
         * visit.declined v1
         * @description The technician cannot take it, and says why; a dispatcher assigns somebody else.
         *
         *     Said by: technician.
         */
        "visit.declined.v1": {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** @constant */
            kind: "visit.declined";
            /** @constant */
            v: 1;
            /**
             * Device Seq
             * @default null
             */
            device_seq?: number | null;
            /**
             * Seen Version
             * @default null
             */
            seen_version?: number | null;
            /** @default null */
            clock?: components["schemas"]["Clock"] | null;
            /** @default null */
            place?: components["schemas"]["Place"] | null;
            /**
             * Actor
             * @default null
             */
            actor?: string | null;
            /**
             * Group Id
             * @default null
             */
            group_id?: string | null;
            /**
             * VisitDeclined
             * @description The technician cannot take it, and says why; a dispatcher assigns somebody else.
             */
            body: {
                /**
                 * Visit Id
                 * Format: uuid
                 */
                visit_id: string;
                /** Reason */
                reason: string;
            };
        };
        /**
         * visit.departed v1
         * @description On the way.
         *
         *     Said by: technician.
         */
        "visit.departed.v1": {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** @constant */
            kind: "visit.departed";
            /** @constant */
            v: 1;
            /**
             * Device Seq
             * @default null
             */
            device_seq?: number | null;
            /**
             * Seen Version
             * @default null
             */
            seen_version?: number | null;
            /** @default null */
            clock?: components["schemas"]["Clock"] | null;
            /** @default null */
            place?: components["schemas"]["Place"] | null;
            /**
             * Actor
             * @default null
             */
            actor?: string | null;
            /**
             * Group Id
             * @default null
             */
            group_id?: string | null;
            /**
             * VisitDeparted
             * @description On the way.
             */
            body: {
                /**
                 * Visit Id
                 * Format: uuid
                 */
                visit_id: string;
            };
        };
        /**
         * visit.escalated v1
         * @description A large problem is reported at once, with proposal and demand (S1-3.4.2Ec).
         *
         *     Said by: technician.
         */
        "visit.escalated.v1": {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** @constant */
            kind: "visit.escalated";
            /** @constant */
            v: 1;
            /**
             * Device Seq
             * @default null
             */
            device_seq?: number | null;
            /**
             * Seen Version
             * @default null
             */
            seen_version?: number | null;
            /** @default null */
            clock?: components["schemas"]["Clock"] | null;
            /** @default null */
            place?: components["schemas"]["Place"] | null;
            /**
             * Actor
             * @default null
             */
            actor?: string | null;
            /**
             * Group Id
             * @default null
             */
            group_id?: string | null;
            /**
             * VisitEscalated
             * @description A large problem is reported at once, with proposal and demand (S1-3.4.2Ec).
             */
            body: {
                /**
                 * Visit Id
                 * Format: uuid
                 */
                visit_id: string;
                /**
                 * Escalation Id
                 * Format: uuid
                 */
                escalation_id: string;
                /** Problem */
                problem: string;
                /** Proposal */
                proposal: string;
                /** Demand */
                demand: string;
            };
        };
        /**
         * visit.left v1
         * @description The visit ended, with the result in short and whether he is ready for the next order (S1-3.4.2F).
         *
         *     Said by: technician.
         */
        "visit.left.v1": {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** @constant */
            kind: "visit.left";
            /** @constant */
            v: 1;
            /**
             * Device Seq
             * @default null
             */
            device_seq?: number | null;
            /**
             * Seen Version
             * @default null
             */
            seen_version?: number | null;
            /** @default null */
            clock?: components["schemas"]["Clock"] | null;
            /** @default null */
            place?: components["schemas"]["Place"] | null;
            /**
             * Actor
             * @default null
             */
            actor?: string | null;
            /**
             * Group Id
             * @default null
             */
            group_id?: string | null;
            /**
             * VisitLeft
             * @description The visit ended, with the result in short and whether he is ready for the next order (S1-3.4.2F).
             */
            body: {
                /**
                 * Visit Id
                 * Format: uuid
                 */
                visit_id: string;
                /**
                 * Result
                 * @enum {string}
                 */
                result: "resolved" | "unfinished";
                /** Brief */
                brief: string;
                /**
                 * Ready For Next
                 * @description free for another order from here
                 */
                ready_for_next: boolean;
                /**
                 * Told
                 * @description whom on site the result was told
                 * @default null
                 */
                told?: string | null;
            };
        };
        AnyFact: components["schemas"]["claim.opened.v1"] | components["schemas"]["claim.sent.v1"] | components["schemas"]["claim.settled.v1"] | components["schemas"]["fact.annotated.v1"] | components["schemas"]["fact.applied.v1"] | components["schemas"]["fact.attached.v1"] | components["schemas"]["fact.closed.v1"] | components["schemas"]["freight.approved.v1"] | components["schemas"]["freight.recorded.v1"] | components["schemas"]["note.added.v1"] | components["schemas"]["old_part.received.v1"] | components["schemas"]["old_part.sent.v1"] | components["schemas"]["old_part.waived.v1"] | components["schemas"]["order.amended.v1"] | components["schemas"]["order.approved.v1"] | components["schemas"]["order.assigned.v1"] | components["schemas"]["order.cancelled.v1"] | components["schemas"]["order.decided.v1"] | components["schemas"]["order.distance_confirmed.v1"] | components["schemas"]["order.informed.v1"] | components["schemas"]["order.issued.v1"] | components["schemas"]["order.replied.v1"] | components["schemas"]["order.sent_back.v1"] | components["schemas"]["part.approved.v1"] | components["schemas"]["part.issued.v1"] | components["schemas"]["part.received.v1"] | components["schemas"]["part.refused.v1"] | components["schemas"]["part.requested.v1"] | components["schemas"]["part.reserved.v1"] | components["schemas"]["part.returned_unused.v1"] | components["schemas"]["part.reversed.v1"] | components["schemas"]["part.written_off.v1"] | components["schemas"]["photo.quarantined.v1"] | components["schemas"]["photo.stored.v1"] | components["schemas"]["photo.taken.v1"] | components["schemas"]["photo.waived.v1"] | components["schemas"]["report.filed.v1"] | components["schemas"]["report.printed.v1"] | components["schemas"]["report.sealed.v1"] | components["schemas"]["report.signed.v1"] | components["schemas"]["report.submitted.v1"] | components["schemas"]["report.unsigned.v1"] | components["schemas"]["visit.accepted.v1"] | components["schemas"]["visit.arrived.v1"] | components["schemas"]["visit.contacted.v1"] | components["schemas"]["visit.declined.v1"] | components["schemas"]["visit.departed.v1"] | components["schemas"]["visit.escalated.v1"] | components["schemas"]["visit.left.v1"];
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type Clock = components['schemas']['Clock'];
export type Datum = components['schemas']['Datum'];
export type Place = components['schemas']['Place'];
export type ClaimOpenedV1 = components['schemas']['claim.opened.v1'];
export type Money = components['schemas']['Money'];
export type ClaimSentV1 = components['schemas']['claim.sent.v1'];
export type ClaimSettledV1 = components['schemas']['claim.settled.v1'];
export type FactAnnotatedV1 = components['schemas']['fact.annotated.v1'];
export type FactAppliedV1 = components['schemas']['fact.applied.v1'];
export type FactAttachedV1 = components['schemas']['fact.attached.v1'];
export type FactClosedV1 = components['schemas']['fact.closed.v1'];
export type FreightApprovedV1 = components['schemas']['freight.approved.v1'];
export type FreightRecordedV1 = components['schemas']['freight.recorded.v1'];
export type NoteAddedV1 = components['schemas']['note.added.v1'];
export type OldPartReceivedV1 = components['schemas']['old_part.received.v1'];
export type OldPartSentV1 = components['schemas']['old_part.sent.v1'];
export type OldPartWaivedV1 = components['schemas']['old_part.waived.v1'];
export type Customer = components['schemas']['Customer'];
export type Fault = components['schemas']['Fault'];
export type FaultCategory = components['schemas']['FaultCategory'];
export type Site = components['schemas']['Site'];
export type Vehicle = components['schemas']['Vehicle'];
export type OrderAmendedV1 = components['schemas']['order.amended.v1'];
export type OrderApprovedV1 = components['schemas']['order.approved.v1'];
export type Assignee = components['schemas']['Assignee'];
export type OrderAssignedV1 = components['schemas']['order.assigned.v1'];
export type OrderCancelledV1 = components['schemas']['order.cancelled.v1'];
export type OrderDecidedV1 = components['schemas']['order.decided.v1'];
export type OrderDistanceConfirmedV1 = components['schemas']['order.distance_confirmed.v1'];
export type Medium = components['schemas']['Medium'];
export type OrderInformedV1 = components['schemas']['order.informed.v1'];
export type OrderIssuedV1 = components['schemas']['order.issued.v1'];
export type OrderRepliedV1 = components['schemas']['order.replied.v1'];
export type OrderSentBackV1 = components['schemas']['order.sent_back.v1'];
export type Granted = components['schemas']['Granted'];
export type PartApprovedV1 = components['schemas']['part.approved.v1'];
export type Pieces = components['schemas']['Pieces'];
export type PartIssuedV1 = components['schemas']['part.issued.v1'];
export type Got = components['schemas']['Got'];
export type PartReceivedV1 = components['schemas']['part.received.v1'];
export type PartRefusedV1 = components['schemas']['part.refused.v1'];
export type Wanted = components['schemas']['Wanted'];
export type PartRequestedV1 = components['schemas']['part.requested.v1'];
export type PartReservedV1 = components['schemas']['part.reserved.v1'];
export type Condition = components['schemas']['Condition'];
export type PartReturnedUnusedV1 = components['schemas']['part.returned_unused.v1'];
export type PartReversedV1 = components['schemas']['part.reversed.v1'];
export type PartWrittenOffV1 = components['schemas']['part.written_off.v1'];
export type PhotoQuarantinedV1 = components['schemas']['photo.quarantined.v1'];
export type PhotoStoredV1 = components['schemas']['photo.stored.v1'];
export type PhotoTakenV1 = components['schemas']['photo.taken.v1'];
export type PhotoWaivedV1 = components['schemas']['photo.waived.v1'];
export type Compensation = components['schemas']['Compensation'];
export type Inspection = components['schemas']['Inspection'];
export type PartLine = components['schemas']['PartLine'];
export type Travel = components['schemas']['Travel'];
export type Content = components['schemas']['Content'];
export type ReportFiledV1 = components['schemas']['report.filed.v1'];
export type ReportPrintedV1 = components['schemas']['report.printed.v1'];
export type ReportSealedV1 = components['schemas']['report.sealed.v1'];
export type Shown = components['schemas']['Shown'];
export type Stamp = components['schemas']['Stamp'];
export type Strokes = components['schemas']['Strokes'];
export type ReportSignedV1 = components['schemas']['report.signed.v1'];
export type ReportSubmittedV1 = components['schemas']['report.submitted.v1'];
export type ReportUnsignedV1 = components['schemas']['report.unsigned.v1'];
export type VisitAcceptedV1 = components['schemas']['visit.accepted.v1'];
export type VisitArrivedV1 = components['schemas']['visit.arrived.v1'];
export type VisitContactedV1 = components['schemas']['visit.contacted.v1'];
export type VisitDeclinedV1 = components['schemas']['visit.declined.v1'];
export type VisitDepartedV1 = components['schemas']['visit.departed.v1'];
export type VisitEscalatedV1 = components['schemas']['visit.escalated.v1'];
export type VisitLeftV1 = components['schemas']['visit.left.v1'];
export type AnyFact = components['schemas']['AnyFact'];
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
