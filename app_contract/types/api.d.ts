// Written from openapi.json by `make types`; do not edit.

export interface paths {
    "/v1/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Facts in, changed documents out
         * @description For technicians. 200 for every envelope that can be read; each fact has its own answer in it.
         *
         *     For: technician.
         */
        post: operations["sync"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sync/digest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sync Digest
         * @description What my phones must hold; where one does not, it reads everything anew.
         *
         *     For: technician.
         */
        get: operations["sync_digest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sync/bundle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bring Bundle
         * @description Bring what a phone could not send. A technician brings his own work, a coordinator or manager
         *     anybody's. What the phone sends itself, before or later, is there once.
         *
         *     For: technician, coordinator, manager.
         */
        post: operations["bring_bundle"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign In
         * @description Sign in from a device.
         *
         *     For: anybody, without signing in.
         */
        post: operations["sign_in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/token/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refresh Tokens
         * @description Turn the refresh token over; asking again with the same one is safe until its successor was used.
         *
         *     For: anybody, without signing in.
         */
        post: operations["refresh_tokens"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who Am I
         * @description Who I am, and what my roles are now.
         *
         *     For: whoever has signed in.
         */
        get: operations["who_am_i"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign Out
         * @description End this device's refresh tokens; the access token ends by itself within minutes.
         *
         *     For: whoever has signed in.
         */
        post: operations["sign_out"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List People
         * @description People by name, with their devices.
         *
         *     For: dispatcher, coordinator, manager, storekeeper, auditor, admin.
         */
        get: operations["list_staff"];
        put?: never;
        /**
         * Add Person
         * @description Add a person; sending it again answers the same. A password that differs then is not looked at.
         *
         *     For: admin.
         */
        post: operations["add_staff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/{staff_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change Person
         * @description Change a person; who is made inactive is out at once, on every device.
         *
         *     For: admin.
         */
        patch: operations["change_staff"];
        trace?: never;
    };
    "/v1/devices/{device_id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revoke Device
         * @description Shut a device out for good: it may push the work that it holds, to be looked at, and read nothing.
         *
         *     For: admin.
         */
        post: operations["revoke_device"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Bases
         * @description All bases.
         *
         *     For: whoever has signed in.
         */
        get: operations["list_bases"];
        put?: never;
        /**
         * Add Base
         * @description Add a base; sending it again answers the same.
         *
         *     For: admin.
         */
        post: operations["add_base"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Customers
         * @description Customers by name.
         *
         *     For: dispatcher, coordinator, manager, auditor, admin.
         */
        get: operations["list_customers"];
        put?: never;
        /**
         * Add Customer
         * @description Add a customer; sending it again answers the same.
         *
         *     For: dispatcher.
         */
        post: operations["add_customer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/vehicles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Vehicles
         * @description Vehicles, of one customer or with one serial number.
         *
         *     For: dispatcher, coordinator, manager, auditor, admin.
         */
        get: operations["list_vehicles"];
        put?: never;
        /**
         * Add Vehicle Of Customer
         * @description Add a vehicle to a customer; sending it again answers the same.
         *
         *     For: dispatcher.
         */
        post: operations["add_vehicle"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Orders
         * @description Orders that the asker may see: the newest first, with `due_before` the most urgent first.
         *
         *     For: whoever has signed in.
         */
        get: operations["list_orders"];
        put?: never;
        /**
         * Issue Order
         * @description Issue an order; sending it again answers it as it is now.
         *
         *     For: dispatcher.
         */
        post: operations["issue_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{order_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Order
         * @description One order.
         *
         *     For: whoever has signed in.
         */
        get: operations["get_order"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{order_id}/journal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Order Journal
         * @description What happened to an order, internal notes included; strokes are for auditors alone.
         *
         *     For: dispatcher, coordinator, manager, storekeeper, auditor, admin.
         */
        get: operations["order_journal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{order_id}/candidates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Order Candidates
         * @description Technicians who could be sent, the best first.
         *
         *     For: dispatcher, coordinator, manager.
         */
        get: operations["order_candidates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{order_id}/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Order Evidence
         * @description What of an order's evidence is there; which photos are awaited, from whom, last heard when.
         *
         *     For: dispatcher, coordinator, manager, storekeeper, auditor, admin.
         */
        get: operations["order_evidence"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{order_id}/facts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say Fact
         * @description Say one fact about an order: applied, or refused without a trace, so that its id stays free.
         *
         *     For: dispatcher, coordinator, manager, storekeeper, auditor, admin.
         */
        post: operations["say_fact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/facts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Facts
         * @description Facts of phones that were not applied, for somebody to look at and to decide on (`fact.…` kinds).
         *
         *     For: coordinator, manager, auditor, admin.
         */
        get: operations["list_facts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/lost-orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Lost Orders
         * @description Orders that phones know and this server does not: lost with what a restored backup lacks.
         *
         *     For: dispatcher, coordinator, manager, auditor, admin.
         */
        get: operations["list_lost_orders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{customer_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change Customer
         * @description Change a customer; his open orders are amended, those that are over keep what they say.
         *
         *     For: dispatcher.
         */
        patch: operations["change_customer"];
        trace?: never;
    };
    "/v1/photos/{photo_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Photo
         * @description A picture of the photo, for those who may see its order and for who took it.
         *
         *     In a `size` it is a JPEG without metadata. As it was taken, byte for byte, it is for who took it and for
         *     coordinators, managers, auditors and admins. Where several people used one id: the asker's own, else the
         *     one that was stored first.
         *
         *     For: whoever has signed in.
         */
        get: operations["get_photo"];
        /**
         * Put Photo
         * @description Bring the bytes of a small photo whose manifest was synced before. Sending them again is safe.
         *
         *     For: technician, dispatcher, coordinator, manager, storekeeper.
         */
        put: operations["put_photo"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/photos/{photo_id}/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Link Photo
         * @description For a browser that sends no token: an address of what `GET /v1/photos/{id}` gives, for a minute.
         *
         *     For: whoever has signed in.
         */
        get: operations["link_photo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/photo-links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Open Photo Link
         * @description The picture that a link stands for.
         *
         *     For: anybody, without signing in.
         */
        get: operations["open_photo_link"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{order_id}/photos": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add Photo
         * @description Add a photo to an order from a desk, or from what can send nothing but a form.
         *
         *     Manifest and bytes come together. Sending it again is safe.
         *
         *     For: dispatcher, coordinator, manager, storekeeper.
         */
        post: operations["add_photo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create Upload
         * @description Begin to bring a photo whose manifest was synced before, with its first bytes or without.
         *
         *     A photo has one upload: asked for again it is the same. `Upload-Offset` says what is there already.
         *
         *     For: technician, dispatcher, coordinator, manager, storekeeper.
         */
        post: operations["create_upload"];
        delete?: never;
        /**
         * Upload Abilities
         * @description What of tus is spoken here.
         *
         *     For: anybody, without signing in.
         */
        options: operations["upload_abilities"];
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/uploads/{upload_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Override Upload
         * @description PATCH, HEAD or DELETE for a network that lets neither pass (tus: X-HTTP-Method-Override).
         *
         *     For: technician, dispatcher, coordinator, manager, storekeeper.
         */
        post: operations["override_upload"];
        /**
         * End Upload
         * @description Let go of the upload and its bytes. A photo that is stored stays.
         *
         *     For: technician, dispatcher, coordinator, manager, storekeeper.
         */
        delete: operations["end_upload"];
        options?: never;
        /**
         * Look At Upload
         * @description How far the upload has come. A request that still brings bytes for it is cut off: so it stays.
         *
         *     For: technician, dispatcher, coordinator, manager, storekeeper.
         */
        head: operations["look_at_upload"];
        /**
         * Append To Upload
         * @description Bring the next bytes. The answer to the last ones comes when the photo is stored.
         *
         *     For: technician, dispatcher, coordinator, manager, storekeeper.
         */
        patch: operations["append_to_upload"];
        trace?: never;
    };
    "/v1/reports/{report_id}.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Report Paper
         * @description A version on paper (PDF/A-3b), for those who may see its order and for who wrote it.
         *
         *     Once the customer has answered, and all photos are there, a paper is kept, and this is it: its SHA-256 is
         *     in the order's document. Before, and when a newer version was filed, it is printed as it stands now, with
         *     a watermark that says so; `sealed` gives what was kept of an older version all the same.
         *
         *     For: whoever has signed in.
         */
        get: operations["get_report_paper"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search Reports
         * @description Reports that the asker may see, found by their words: current versions, the last filed first.
         *
         *     For: whoever has signed in.
         */
        get: operations["search_reports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports/{report_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Report
         * @description A report for those who may see its order, and for who wrote it. Never the strokes of a signature.
         *
         *     For: whoever has signed in.
         */
        get: operations["get_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports/{report_id}/signature": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Signature
         * @description What the customer signed with, as a picture, for those who may read the report.
         *
         *     It has the shape of the strokes, and not how fast or how hard they were drawn. Nobody gets it of a version
         *     that nobody has signed by hand; of one that was stamped the problem says which photo shows the stamp.
         *
         *     For: whoever has signed in.
         */
        get: operations["get_signature"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/suppliers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Suppliers
         * @description Suppliers by name.
         *
         *     For: dispatcher, coordinator, manager, storekeeper, auditor, admin.
         */
        get: operations["list_suppliers"];
        put?: never;
        /**
         * Add Supplier
         * @description Add a supplier; sending it again answers the same.
         *
         *     For: storekeeper.
         */
        post: operations["add_supplier"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/suppliers/{supplier_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change
         * @description Change a supplier.
         *
         *     For: manager, storekeeper.
         */
        patch: operations["change_supplier"];
        trace?: never;
    };
    "/v1/stations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Stations
         * @description Service stations by name.
         *
         *     For: dispatcher, coordinator, manager, storekeeper, auditor, admin.
         */
        get: operations["list_stations"];
        put?: never;
        /**
         * Add Station
         * @description Add a service station; sending it again answers the same.
         *
         *     For: storekeeper.
         */
        post: operations["add_station"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/parts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Parts
         * @description The catalogue by number.
         *
         *     For: dispatcher, coordinator, manager, storekeeper, auditor, admin.
         */
        get: operations["list_parts"];
        put?: never;
        /**
         * Add Part To Catalogue
         * @description Add a part to the catalogue; sending it again answers the same.
         *
         *     For: storekeeper.
         */
        post: operations["add_part"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/receipts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Receipts
         * @description Receipts, the newest first; as CSV a row for each line.
         *
         *     For: dispatcher, coordinator, manager, storekeeper, auditor, admin.
         */
        get: operations["list_receipts"];
        put?: never;
        /**
         * Add Receipt
         * @description Book what came into the store (S1-3.7.2); sending it again answers the same.
         *
         *     For: storekeeper.
         */
        post: operations["add_receipt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/receipts/{receipt_id}.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Slip
         * @description The slip of a receipt: a copy for the store and one for accounts (S1-3.7.2), in Chinese and English.
         *
         *     For: dispatcher, coordinator, manager, storekeeper, auditor, admin.
         */
        get: operations["get_receipt_slip"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/receipts/{receipt_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Receipt
         * @description One receipt.
         *
         *     For: dispatcher, coordinator, manager, storekeeper, auditor, admin.
         */
        get: operations["get_receipt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/movements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Movements
         * @description What moved, the newest first.
         *
         *     `seq` is given before the commit: what is committed late may stand among what was read before. Whoever
         *     keeps a copy reads from the beginning each time, or some way back.
         *
         *     For: dispatcher, coordinator, manager, storekeeper, auditor, admin.
         */
        get: operations["list_movements"];
        put?: never;
        /**
         * Add Movement
         * @description Book what the store did: a transfer, the end of old parts, a count, or that an entry was wrong.
         *
         *     Sending it again answers the same.
         *
         *     For: storekeeper.
         */
        post: operations["add_movement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Stock
         * @description What lies where, by part number; sources without bottom stand below zero.
         *
         *     For: dispatcher, coordinator, manager, storekeeper, auditor, admin.
         */
        get: operations["list_stock"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/parts/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take Catalogue
         * @description Add or change parts by number: `number,name`, and any of `spec`, `with_serial` (yes or no), `supplier`
         *     (name or id), `warranty_days`, `warranty_km`.
         *
         *     All or nothing; sending it again changes nothing. What has no column stays as it is.
         *
         *     For: storekeeper.
         */
        post: operations["import_parts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take Stock
         * @description Book what was there before the books: `account` (`store`, or a station's name or id), `number`,
         *     `quantity`, and `serial`, `condition` where they matter.
         *
         *     All or nothing, as one entry that can be reversed; sending it again answers the same.
         *
         *     For: storekeeper.
         */
        post: operations["import_stock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/requisitions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Requisitions
         * @description Requisitions of which something is open (S1-3.6.1), those of the oldest orders first.
         *
         *     Technicians get, of the orders that are theirs, what they asked for and what is issued to them.
         *
         *     For: technician, manager, storekeeper.
         */
        get: operations["list_requisitions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/old-parts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Old Parts
         * @description Old parts that are owed (S1-3.4.2Ed), those of the oldest orders first.
         *
         *     Technicians get, of the orders that are theirs, what they owe themselves.
         *
         *     For: whoever has signed in.
         */
        get: operations["list_old_parts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/old-parts/ageing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Old Parts Ageing
         * @description How many old pieces each technician owes, by how long they are over due.
         *
         *     For: dispatcher, coordinator, manager, storekeeper, auditor, admin.
         */
        get: operations["old_parts_ageing"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/old-parts/months/{month}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Old Parts Month
         * @description The old parts that came into the store in a month (YYYY-MM), what became of each until now, and what
         *     is still there of those that came earlier (S1-3.7.5).
         *
         *     For: coordinator, manager, storekeeper, auditor.
         */
        get: operations["old_parts_month"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/old-parts/scan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Scan Old Part
         * @description The part that a label is of, and its order. A text that is no such code is `invalid_input`.
         *
         *     For: manager, storekeeper.
         */
        get: operations["scan_old_part"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{order_id}/old-parts/{part_id}/label.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Old Part Label
         * @description The label of an old part, 74 mm by 52 mm, for those who may see its order (S1-3.4.2Ed).
         *
         *     The text of its QR code follows from the two ids: a phone can draw it without network.
         *
         *     For: whoever has signed in.
         */
        get: operations["old_part_label"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/write-offs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Write Offs
         * @description Parts that were fitted and are not written off, each with what it lacks (S1-3.6.2).
         *
         *     For: coordinator, manager, storekeeper, auditor.
         */
        get: operations["list_write_offs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/claims": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Claims
         * @description Claims on suppliers, the oldest first, and parts that nobody was asked for (S1-3.8).
         *
         *     For: coordinator, manager, storekeeper, auditor.
         */
        get: operations["list_claims"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{order_id}/claims/{claim_id}/packet.zip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Claim Packet
         * @description What the supplier is sent: `claim.json`, the report's paper, the photos as they came (at most 500),
         *     `SHA256SUMS`, and `missing.json` for what is not there, which never keeps the rest back.
         *
         *     The same evidence makes the same bytes.
         *
         *     For: coordinator, manager.
         */
        get: operations["claim_packet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/freights": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Freights
         * @description Postage and freight of parts, the oldest first: who paid what, and who approved it (S1-3.6.3).
         *
         *     For: coordinator, manager, storekeeper, auditor.
         */
        get: operations["list_freights"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/technicians": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Technicians Accounts
         * @description What was given to each technician of each part, and where it is (S1-3.7.4). It is proved each night,
         *     and the store and managers are told of a difference.
         *
         *     Technicians get their own.
         *
         *     For: technician, coordinator, manager, storekeeper, auditor.
         */
        get: operations["technicians_accounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Notices
         * @description My notices beyond `after`, the oldest first.
         *
         *     For: whoever has signed in.
         */
        get: operations["list_notices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notices/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Stream Notices
         * @description My notices beyond `after` as they come, until the access token ends; then connect again.
         *
         *     `Last-Event-ID` resumes without loss or repetition. A comment every 15 s keeps the connection alive.
         *
         *     For: whoever has signed in.
         */
        get: operations["stream_notices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notices/{notice_id}/ack": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Acknowledge Notice
         * @description Say that I have seen a notice; the first time stays.
         *
         *     For: whoever has signed in.
         */
        post: operations["acknowledge_notice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/verify/{verify_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Verify Report
         * @description Whether a sealed report is what was signed: a page for whoever holds the paper, in Chinese and English.
         *
         *     Everything is checked anew, from the journal. An id that nothing has is `not_found`; a browser gets that
         *     as a page, too.
         *
         *     For: anybody, without signing in.
         */
        get: operations["verify_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/.well-known/jwks.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Seal Keys
         * @description The public keys that seals are checked with, those that were replaced too. For any site's script.
         *
         *     For: anybody, without signing in.
         */
        get: operations["seal_keys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The process answers
         * @description The process answers
         *
         *     For: anybody, without signing in.
         */
        get: operations["healthz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The database answers too
         * @description The database answers too
         *
         *     For: anybody, without signing in.
         */
        get: operations["readyz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Counters for Prometheus
         * @description Counters for Prometheus
         *
         *     For: anybody, without signing in.
         */
        get: operations["metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * AppVersion
         * @description The app that sends.
         */
        AppVersion: {
            /** Version */
            version: string;
        };
        /**
         * Base
         * @description A service base that technicians drive out from.
         */
        Base: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            place: components["schemas"]["Place-Output"];
        };
        /**
         * Because
         * @description Why a deadline stands: rule id, digest of the policy, inputs.
         */
        Because: {
            /** Rule */
            rule: string;
            /** Policy */
            policy: string;
            /** Inputs */
            inputs: {
                [key: string]: boolean | number | string | null;
            };
        };
        /**
         * Cancelled
         * @description The order was called off.
         */
        Cancelled: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Reason */
            reason: string;
        };
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
         * Contact
         * @description A contact about the order; `text` is its beginning, the journal has all of it.
         */
        Contact: {
            /**
             * Fact Id
             * Format: uuid
             */
            fact_id: string;
            /**
             * At
             * Format: date-time
             */
            at: string;
            medium: components["schemas"]["Medium"];
            /**
             * Party
             * @enum {string}
             */
            party: "customer" | "station" | "supplier";
            /** Whom */
            whom: string;
            /** By */
            by: string;
            /** Text */
            text: string;
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
         * Datum
         * @description The map datum that coordinates refer to; GCJ-02 and BD-09 differ from WGS-84 by some hundred metres.
         * @enum {string}
         */
        Datum: "wgs84" | "gcj02" | "bd09";
        /**
         * Deadline
         * @description One obligation with its time; `starts` and `due_at` are null until what it counts from happened.
         *
         *     `doubt` is there while the verdict is `uncertain`, and only then.
         */
        Deadline: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            obligation: components["schemas"]["Obligation"];
            /** Starts */
            starts?: string | null;
            /** Due At */
            due_at?: string | null;
            /** Met At */
            met_at?: string | null;
            /** @default open */
            verdict?: components["schemas"]["Verdict"];
            doubt?: components["schemas"]["Doubt"] | null;
            because: components["schemas"]["Because"];
        };
        /**
         * Decision
         * @description A manager's word on what somebody asked for; `reason` is of a refusal.
         */
        Decision: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** By */
            by: string;
            /** Reason */
            reason?: string | null;
        };
        /**
         * Distance
         * @description Service radius from the nearest base (S1-3.2.2); while `needs_confirmation`, both obligations run.
         */
        Distance: {
            /** Km */
            km?: number | null;
            /** Within */
            within?: boolean | null;
            datum?: components["schemas"]["Datum"] | null;
            /**
             * Method
             * @enum {string}
             */
            method: "geodesic" | "mixed_datum" | "no_coordinates" | "no_base" | "confirmed";
            /**
             * Needs Confirmation
             * @default false
             */
            needs_confirmation?: boolean;
        };
        /**
         * Doubt
         * @description Why a deadline is uncertain: when it was met and when it counts from, each as well as is known.
         *
         *     One of the two, or both, may have been earlier or later than stated, so that it was in time or was not.
         */
        Doubt: {
            met: components["schemas"]["Moment"];
            starts: components["schemas"]["Moment"];
        };
        /**
         * Escalation
         * @description A large problem reported at once (S1-3.4.2Ec), and what the leader decided.
         */
        Escalation: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * By
             * Format: uuid
             */
            by: string;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Problem */
            problem: string;
            /** Proposal */
            proposal: string;
            /** Demand */
            demand: string;
            /** Decision */
            decision?: string | null;
            /** Decided By */
            decided_by?: string | null;
        };
        /**
         * Evidence
         * @description Complete: every report signed or refused, photo stored or waived, and old part accounted for.
         */
        Evidence: {
            /** Complete */
            complete: boolean;
            /** Missing */
            missing: components["schemas"]["Missing"][];
        };
        /**
         * Fact
         * @description The envelope of one fact, as a phone or a desk sends it (design: facts).
         */
        Fact: {
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
            /** Kind */
            kind: string;
            /** V */
            v: number;
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
            /** Body */
            body: {
                [key: string]: unknown;
            };
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
         * Flag
         * @description Something a coordinator should look at, and the fact that raised it.
         */
        Flag: {
            /** Code */
            code: string;
            /**
             * Fact Id
             * Format: uuid
             */
            fact_id: string;
        };
        /**
         * Issue
         * @description Pieces on their way from the store to a technician; `id` is the fact's. No carrier: fetched.
         *
         *     `received_by` is who has them, once he said so.
         */
        Issue: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** By */
            by: string;
            /**
             * To
             * Format: uuid
             */
            to: string;
            /** Lines */
            lines: components["schemas"]["IssuedLine"][];
            /** Carrier */
            carrier?: string | null;
            /** Tracking */
            tracking?: string | null;
            /** Received At */
            received_at?: string | null;
            /** Received By */
            received_by?: string | null;
        };
        /**
         * IssuedLine
         * @description What the store gave out for a line: which pieces, by number and, where they have one, serial.
         *
         *     `received`: how many of them came, null until somebody says so.
         */
        IssuedLine: {
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
            /** Received */
            received?: number | null;
        };
        /**
         * Medium
         * @description How somebody was reached.
         * @enum {string}
         */
        Medium: "phone" | "sms" | "email" | "letter" | "chat" | "in_person";
        /**
         * Member
         * @description One of the team; exactly one leads (S1-3.4.1B).
         */
        Member: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /** Lead */
            lead: boolean;
        };
        /**
         * Missing
         * @description One thing that the evidence still lacks; `id` says which photo, report or part.
         *
         *     A photo that a report names and nobody has announced has no id yet; `sha256` says which.
         */
        Missing: {
            /**
             * What
             * @enum {string}
             */
            what: "report" | "signature" | "photo" | "old_part";
            /** Id */
            id?: string | null;
            /** Sha256 */
            sha256?: string | null;
        };
        /**
         * Moment
         * @description When something really happened: between `at - doubt_s` and `at + doubt_s` (seconds).
         */
        Moment: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** @default server */
            quality?: components["schemas"]["Quality"];
            /**
             * Doubt S
             * @default 0
             */
            doubt_s?: number;
        };
        /**
         * Obligation
         * @description What must be done in time.
         * @enum {string}
         */
        Obligation: "respond" | "reply" | "written_contact" | "arrive" | "resolve";
        /**
         * Order
         * @description A dispatch order as every member of its team may see it.
         */
        Order: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Number */
            number: string;
            /**
             * Version
             * @description seq of the last entry folded
             */
            version: number;
            state: components["schemas"]["State"];
            customer: components["schemas"]["Customer"];
            site: components["schemas"]["Site"];
            vehicle: components["schemas"]["Vehicle"];
            fault: components["schemas"]["Fault"];
            /** Supplier Needed */
            supplier_needed: boolean;
            base?: components["schemas"]["Base"] | null;
            distance: components["schemas"]["Distance"];
            /**
             * Team
             * @default []
             */
            team?: components["schemas"]["Member"][];
            /**
             * Deadlines
             * @default []
             */
            deadlines?: components["schemas"]["Deadline"][];
            /**
             * Visits
             * @default []
             */
            visits?: components["schemas"]["Visit"][];
            /**
             * Reports
             * @default []
             */
            reports?: components["schemas"]["Report"][];
            /**
             * Photos
             * @default []
             */
            photos?: components["schemas"]["Photo"][];
            /**
             * Parts
             * @default []
             */
            parts?: components["schemas"]["Part"][];
            /**
             * Requisitions
             * @default []
             */
            requisitions?: components["schemas"]["Requisition"][];
            /**
             * Escalations
             * @default []
             */
            escalations?: components["schemas"]["Escalation"][];
            /**
             * Contacts
             * @default []
             */
            contacts?: components["schemas"]["Contact"][];
            evidence: components["schemas"]["Evidence"];
            /**
             * Flags
             * @default []
             */
            flags?: components["schemas"]["Flag"][];
            cancelled?: components["schemas"]["Cancelled"] | null;
            /**
             * Counts
             * @description how long a list really is, where only its end is here
             * @default {}
             */
            counts?: {
                [key: string]: number;
            };
        };
        /**
         * Part
         * @description A part that a report line replaced; it owes the return of the old one until that is accounted for.
         *
         *     `due_at`: the old one ought to be back by then (S1-3.4.2Ed); null for what was replaced before that was
         *     reckoned. `source` is null where the app did not ask: from the van.
         */
        Part: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Report Id
             * Format: uuid
             */
            report_id: string;
            /** Name */
            name: string;
            /** Number */
            number?: string | null;
            /** Quantity */
            quantity: number;
            /** Reason */
            reason: string;
            /** Warranty */
            warranty: boolean;
            /** Serial Out */
            serial_out?: string | null;
            /** Serial In */
            serial_in?: string | null;
            /** Source */
            source?: ("van" | "bought_locally" | "customers_own") | null;
            /** Photo Out */
            photo_out?: string | null;
            /**
             * Owes Return
             * @default true
             */
            owes_return?: boolean;
            /** Replaced At */
            replaced_at?: string | null;
            /** Due At */
            due_at?: string | null;
            sent?: components["schemas"]["Sent"] | null;
            received?: components["schemas"]["backend__order__document__Received"] | null;
            waived?: components["schemas"]["Waived"] | null;
            written_off?: components["schemas"]["WrittenOff"] | null;
        };
        /**
         * Photo
         * @description A photo that was announced, and whether its bytes have arrived whole.
         *
         *     `quarantined`: they are no picture that can be shown, for this reason; they are stored all the same.
         *     `waived`: nobody waits for them any more.
         */
        Photo: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Purpose */
            purpose: string;
            /** Sha256 */
            sha256: string;
            /** Size */
            size: number;
            /**
             * Stored
             * @default false
             */
            stored?: boolean;
            /** Quarantined */
            quarantined?: string | null;
            waived?: components["schemas"]["Waived"] | null;
        };
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
         * Printed
         * @description The paper of a sealed version: a PDF of `size` bytes with this SHA-256.
         */
        Printed: {
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
            /**
             * At
             * Format: date-time
             */
            at: string;
        };
        /**
         * Quality
         * @description How a time was found: `mono` by the phone's running clock, `skew` by its corrected wall clock,
         *     `suspect` where neither can be true, `server` by our own clock.
         * @enum {string}
         */
        Quality: "mono" | "skew" | "suspect" | "server";
        /**
         * Received
         * @description Old parts in the storekeeper's hands; `serial_matches` is null where no serial was known.
         *
         *     `quantity` is how many of the line's came, null from before it was said: all. `fact_ids` are the receipts.
         */
        Received: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** By */
            by: string;
            /** Condition */
            condition: string;
            /**
             * Serial
             * @default null
             */
            serial?: string | null;
            /**
             * Serial Matches
             * @default null
             */
            serial_matches?: boolean | null;
            /**
             * Quantity
             * @default null
             */
            quantity?: number | null;
            /**
             * Fact Ids
             * @default []
             */
            fact_ids?: string[];
        };
        /**
         * Report
         * @description A filed version of a service report; its content is read by id.
         */
        Report: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Version */
            version: number;
            /** Digest */
            digest: string;
            /** @default filed */
            state?: components["schemas"]["ReportState"];
            /**
             * By
             * Format: uuid
             */
            by: string;
            /**
             * Filed At
             * Format: date-time
             */
            filed_at: string;
            signature?: components["schemas"]["Signature"] | null;
            /** Submitted At */
            submitted_at?: string | null;
            /** Approved At */
            approved_at?: string | null;
            /** Sent Back */
            sent_back?: string | null;
            sealed?: components["schemas"]["Sealed"] | null;
            printed?: components["schemas"]["Printed"] | null;
        };
        /**
         * ReportState
         * @description Where a filed version stands; an older version stays `superseded` even when it is signed later.
         * @enum {string}
         */
        ReportState: "filed" | "signed" | "refused" | "superseded";
        /**
         * Requisition
         * @description A technician's request for parts with its reason (S1-3.6.1); nothing is drawn before it is approved.
         *
         *     `reserved`: pieces that lie aside for it in the store.
         */
        Requisition: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * By
             * Format: uuid
             */
            by: string;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Reason */
            reason: string;
            /** Lines */
            lines: components["schemas"]["RequisitionLine"][];
            approved?: components["schemas"]["Decision"] | null;
            refused?: components["schemas"]["Decision"] | null;
            /**
             * Reserved
             * @default []
             */
            reserved?: components["schemas"]["IssuedLine"][];
            /**
             * Issues
             * @default []
             */
            issues?: components["schemas"]["Issue"][];
        };
        /**
         * RequisitionLine
         * @description So many of one part: asked for, approved, issued by the store, returned unused.
         */
        RequisitionLine: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Number */
            number?: string | null;
            /** Name */
            name: string;
            /** Quantity */
            quantity: number;
            /**
             * Approved
             * @default 0
             */
            approved?: number;
            /**
             * Issued
             * @default 0
             */
            issued?: number;
            /**
             * Returned
             * @default 0
             */
            returned?: number;
        };
        /**
         * Sealed
         * @description The server's seal on the customer's answer, the fact `answer`; `verify_id` is of its public page.
         */
        Sealed: {
            /**
             * Verify Id
             * Format: uuid
             */
            verify_id: string;
            /**
             * Answer
             * Format: uuid
             */
            answer: string;
            /**
             * At
             * Format: date-time
             */
            at: string;
        };
        /**
         * Sent
         * @description An old part on its way back (S1-3.4.2Ed); no carrier means it is carried by the technician.
         */
        Sent: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Carrier */
            carrier?: string | null;
            /** Tracking */
            tracking?: string | null;
        };
        /**
         * Signature
         * @description Who signed or why nobody did; strokes never enter the document (design: evidence).
         *
         *     `fact_id` is the fact that said it.
         */
        Signature: {
            /** Fact Id */
            fact_id?: string | null;
            /**
             * Method
             * @enum {string}
             */
            method: "strokes" | "stamp" | "refused" | "absent";
            /** Signer */
            signer?: string | null;
            /** Role */
            role?: string | null;
            /** Rating */
            rating?: number | null;
            /** Remarks */
            remarks?: string | null;
            /**
             * At
             * Format: date-time
             */
            at: string;
        };
        /**
         * Site
         * @description Where the vehicle stands: exact address (S1-3.4.1A), coordinates if known, IANA time zone.
         */
        Site: {
            /** Address */
            address: string;
            place?: components["schemas"]["Place-Output"] | null;
            /**
             * Zone
             * @default Asia/Shanghai
             */
            zone?: string;
        };
        /**
         * State
         * @description Derived from the set of facts, never set.
         * @enum {string}
         */
        State: "open" | "assigned" | "accepted" | "travelling" | "on_site" | "signed" | "submitted" | "closed" | "cancelled";
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
            /** Plate */
            plate?: string | null;
            /** In Service On */
            in_service_on?: string | null;
        };
        /**
         * Verdict
         * @description By facts only, never by the clock: an open deadline past due is overdue to whoever reads it.
         * @enum {string}
         */
        Verdict: "open" | "met" | "missed" | "uncertain" | "withdrawn";
        /**
         * Visit
         * @description One technician's visit; its id is made by the phone.
         */
        Visit: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Technician
             * Format: uuid
             */
            technician: string;
            /** Accepted At */
            accepted_at?: string | null;
            /** Contacted At */
            contacted_at?: string | null;
            /** Departed At */
            departed_at?: string | null;
            /** Arrived At */
            arrived_at?: string | null;
            /** Left At */
            left_at?: string | null;
            result?: components["schemas"]["VisitResult"] | null;
            /**
             * After Reassignment
             * @default false
             */
            after_reassignment?: boolean;
        };
        /**
         * VisitResult
         * @description How a visit ended: `unfinished` asks for another one, `declined` never began.
         * @enum {string}
         */
        VisitResult: "resolved" | "unfinished" | "declined";
        /**
         * Waived
         * @description Somebody gave up the old part or the photo, with the reason (S1-3.6.3).
         */
        Waived: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** By */
            by: string;
            /** Reason */
            reason: string;
        };
        /**
         * WrittenOff
         * @description The piece that was fitted is not on the technician's account any more (S1-3.6.2).
         */
        WrittenOff: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** By */
            by: string;
            /**
             * Fact Id
             * Format: uuid
             */
            fact_id: string;
        };
        /**
         * BundleRequest
         * @description A phone's unsent outbox as one file; app_contract/sync.md says how to make it.
         */
        BundleRequest: {
            /**
             * Bundle
             * @constant
             */
            bundle: 1;
            /**
             * Device Id
             * Format: uuid
             * @description of the phone that recorded it, whoever brings it
             */
            device_id: string;
            app: components["schemas"]["AppVersion"];
            /**
             * @description the phone's clocks when the file was written
             * @default null
             */
            clock?: components["schemas"]["Clock"] | null;
            /** Facts */
            facts: components["schemas"]["Fact"][];
            /**
             * Orders
             * @description documents that the server may have lost
             * @default []
             */
            orders?: components["schemas"]["Order"][];
        };
        /**
         * SyncRequest
         * @description What a phone sends; app_contract/sync.md says how to use it.
         * @example {
         *       "app": {
         *         "version": "2.4.1"
         *       },
         *       "clock": {
         *         "boot": "b1946ac9",
         *         "uptime_ms": 86400000,
         *         "wall": "2026-03-02T09:30:00Z"
         *       },
         *       "cursor": 1842,
         *       "device_id": "018f2d3a-0000-7000-8000-00000000d001",
         *       "epoch": "e7f3c2",
         *       "facts": [
         *         {
         *           "actor": "018f2d3a-0000-7000-8000-0000000000a1",
         *           "body": {
         *             "visit_id": "018f2d3a-0000-7000-8000-0000000000b1"
         *           },
         *           "clock": {
         *             "boot": "b1946ac9",
         *             "uptime_ms": 81720000,
         *             "wall": "2026-03-02T08:12:00Z"
         *           },
         *           "device_seq": 311,
         *           "id": "018f2d3a-0000-7000-8000-0000000000f1",
         *           "kind": "visit.arrived",
         *           "order_id": "018f2d3a-0000-7000-8000-000000000001",
         *           "place": {
         *             "accuracy_m": 12,
         *             "datum": "wgs84",
         *             "lat": 30.02,
         *             "lon": 120.58
         *           },
         *           "seen_version": 3,
         *           "v": 1
         *         }
         *       ],
         *       "protocol": 1
         *     }
         */
        SyncRequest: {
            /**
             * Protocol
             * @constant
             */
            protocol: 1;
            /**
             * Device Id
             * Format: uuid
             */
            device_id: string;
            /**
             * Epoch
             * @default null
             */
            epoch?: string | null;
            /**
             * Cursor
             * @default null
             */
            cursor?: number | null;
            app: components["schemas"]["AppVersion"];
            /** @description the phone's clocks at this very sending */
            clock: components["schemas"]["Clock"];
            /** Facts */
            facts: components["schemas"]["Fact"][];
            /**
             * Photos
             * @description photos of this person's that the phone still holds
             * @default []
             */
            photos?: string[];
        };
        /**
         * Account
         * @description An account of the parts ledger (S1-3.7.6): a kind of place, and whose.
         *
         *     Of a technician: `van`, `transit` (to him or from him), `fitted` (on a vehicle and not yet written off),
         *     `unexplained` (was not on the books). Of a requisition `reserved`, of a vehicle, a station, a supplier
         *     theirs. `store`, `scrap`, `given_up` and `opening` (what was there before the books) are one each.
         */
        Account: {
            kind: components["schemas"]["AccountKind"];
            /** Holder */
            holder?: string | null;
        };
        /**
         * AccountKind
         * @description Where pieces may be. Those below SUPPLIER are sources without bottom: what comes from them is told by
         *     how far below zero they stand.
         * @enum {string}
         */
        AccountKind: "store" | "reserved" | "transit" | "van" | "fitted" | "station" | "scrap" | "given_up" | "supplier" | "vehicle" | "opening" | "unexplained";
        /**
         * AccountRow
         * @description A technician's account of a part: its new pieces, or its old ones.
         *
         *     issued + taken_over + came_out = written_off + returned + handed_over + given_up
         *     + van + transit + fitted + difference. There is a difference where he handled pieces that were on
         *     nobody's books, or where the balances are not what was moved.
         */
        AccountRow: {
            /**
             * Technician
             * Format: uuid
             */
            technician: string;
            /** Technician Name */
            technician_name: string;
            /** Number */
            number: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "new" | "old";
            /**
             * Issued
             * @default 0
             */
            issued?: number;
            /**
             * Taken Over
             * @description from another technician
             * @default 0
             */
            taken_over?: number;
            /**
             * Came Out
             * @description of a vehicle
             * @default 0
             */
            came_out?: number;
            /**
             * Written Off
             * @default 0
             */
            written_off?: number;
            /**
             * Returned
             * @description to the store: unused ones, and old ones that it received
             * @default 0
             */
            returned?: number;
            /**
             * Handed Over
             * @description to another technician
             * @default 0
             */
            handed_over?: number;
            /**
             * Given Up
             * @description a manager asks for them no more
             * @default 0
             */
            given_up?: number;
            /**
             * Van
             * @default 0
             */
            van?: number;
            /**
             * Transit
             * @description to him and not confirmed, or from him and not received
             * @default 0
             */
            transit?: number;
            /**
             * Fitted
             * @description on a vehicle, and not yet written off
             * @default 0
             */
            fitted?: number;
            /**
             * Difference
             * @description below zero: so many more than anybody gave him
             * @default 0
             */
            difference?: number;
        };
        /**
         * AccountsOut
         * @description Part of a list of accounts; `after` is what to ask on with, null at the end.
         */
        AccountsOut: {
            /** Items */
            items: components["schemas"]["AccountRow"][];
            /** After */
            after: string | null;
        };
        /**
         * Ageing
         * @description How many old pieces a technician owes, by how long they are over due. `undated` have no time set.
         */
        Ageing: {
            /** Technician */
            technician: string | null;
            /** Technician Name */
            technician_name: string | null;
            /**
             * Not Due
             * @default 0
             */
            not_due?: number;
            /**
             * Up To 7
             * @description at most seven days over
             * @default 0
             */
            up_to_7?: number;
            /**
             * Up To 30
             * @default 0
             */
            up_to_30?: number;
            /**
             * More
             * @default 0
             */
            more?: number;
            /**
             * Undated
             * @default 0
             */
            undated?: number;
            /**
             * Total
             * @default 0
             */
            total?: number;
        };
        /**
         * Author
         * @description Who said a fact, by name as of then.
         */
        Author: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
        };
        /**
         * AwaitedPhoto
         * @description A photo whose bytes have not all arrived: `received` of `size` are here.
         *
         *     `phone` is null where the phone is not known any more, or sent no facts itself.
         */
        AwaitedPhoto: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Purpose */
            purpose: string;
            /** Size */
            size: number;
            /** Received */
            received: number;
            /**
             * Announced At
             * Format: date-time
             */
            announced_at: string;
            /**
             * By
             * Format: uuid
             */
            by: string;
            /** By Name */
            by_name: string;
            phone: components["schemas"]["Phone"] | null;
        };
        /**
         * BalanceOut
         * @description How many pieces that are alike lie on an account. Below zero are only sources without bottom: supplier,
         *     vehicle, opening, unexplained.
         */
        BalanceOut: {
            /** Number */
            number: string;
            /** Serial */
            serial: string;
            account: components["schemas"]["Account"];
            condition: components["schemas"]["Condition"];
            /** Quantity */
            quantity: number;
        };
        /**
         * BalancePage
         * @description Part of what lies where; `next` is what to give as `after` for the part that follows.
         */
        BalancePage: {
            /** Items */
            items: components["schemas"]["BalanceOut"][];
            /** Next */
            next: string | null;
        };
        /**
         * BaseIn
         * @description A new base, under an id made by the caller; degrees in the map datum named.
         */
        BaseIn: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Name
             * @example Hangzhou
             */
            name: string;
            /**
             * Lat
             * @example 30.2741
             */
            lat: number;
            /**
             * Lon
             * @example 120.1551
             */
            lon: number;
            /**
             * Datum
             * @default wgs84
             * @enum {string}
             */
            datum?: "wgs84" | "gcj02" | "bd09";
            /**
             * Active
             * @default true
             */
            active?: boolean;
        };
        /**
         * BaseOut
         * @description A base.
         */
        BaseOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Name
             * @example Hangzhou
             */
            name: string;
            /** Lat */
            lat: number;
            /** Lon */
            lon: number;
            /**
             * Datum
             * @enum {string}
             */
            datum: "wgs84" | "gcj02" | "bd09";
            /** Active */
            active: boolean;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
        };
        /**
         * BundleAnswer
         * @description What became of each fact; `orders_kept` of the documents are of orders that are not here.
         */
        BundleAnswer: {
            /**
             * Received At
             * Format: date-time
             */
            received_at: string;
            /** Results */
            results: components["schemas"]["FactResult"][];
            /** Orders Kept */
            orders_kept: number;
        };
        /**
         * Candidate
         * @description A technician, the way from where he was last known to be (at `place_at`), and how many orders not yet
         *     closed he is on. `km` is null where his place or the site's is unknown, or they are of different datums.
         */
        Candidate: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /** Km */
            km: number | null;
            /** Place At */
            place_at: string | null;
            /** Open Orders */
            open_orders: number;
        };
        /**
         * Change
         * @description What a line of a file comes to.
         */
        Change: {
            /** Line */
            line: number;
            /** Number */
            number: string;
            /**
             * Action
             * @description added, changed or unchanged
             */
            action: string;
            /**
             * Members
             * @description what differs from before, and what it is from then on
             */
            members: {
                [key: string]: unknown;
            };
        };
        /**
         * ClaimRow
         * @description A claim; or, `unclaimed`, a warranty part that was written off and that nobody was asked for. Then
         *     `id` is the part's, and supplier and deadline are as the catalogue has them.
         */
        ClaimRow: {
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
            /** Order Number */
            order_number: string;
            /**
             * State
             * @enum {string}
             */
            state: "unclaimed" | "opened" | "sent" | "accepted" | "refused";
            /**
             * Part Id
             * Format: uuid
             */
            part_id: string;
            /** Number */
            number: string | null;
            /** Name */
            name: string;
            /** Quantity */
            quantity: number;
            /** Serial Out */
            serial_out: string | null;
            /** Serial In */
            serial_in: string | null;
            /** Supplier Id */
            supplier_id: string | null;
            /** Supplier */
            supplier: string | null;
            /** Opened At */
            opened_at: string | null;
            /** Opened By */
            opened_by: string | null;
            /**
             * Days
             * @description whole days since it was opened; since the write-off, where it was not
             */
            days: number;
            /**
             * Due At
             * @description to be filed with the supplier by then
             */
            due_at: string | null;
            /**
             * Overdue
             * @description past due, and not filed
             */
            overdue: boolean;
            /** Sent At */
            sent_at: string | null;
            /** Reference */
            reference: string | null;
            amount: components["schemas"]["Money"] | null;
            /** Settled At */
            settled_at: string | null;
            recovered: components["schemas"]["Money"] | null;
            /** Reason */
            reason: string | null;
        };
        /**
         * Condition
         * @description Of a piece: `new`, `old` (came out of a vehicle), `refurbished`.
         * @enum {string}
         */
        Condition: "new" | "old" | "refurbished";
        /**
         * Count
         * @description The shelf shows other than the books say (S1-3.7.3): the difference is booked, with the reason.
         */
        Count: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "count";
            /** @default {} */
            place?: components["schemas"]["Place-Input"];
            /** Lines */
            lines: components["schemas"]["Counted"][];
            /** Reason */
            reason: string;
        };
        /**
         * Counted
         * @description What a count of the shelf found of a part in one condition; `serials` are those of pieces that have.
         */
        Counted: {
            /**
             * Number
             * @example 81.50321-0007
             */
            number: string;
            /**
             * Found
             * @example 11
             */
            found: number;
            /**
             * Serials
             * @default []
             */
            serials?: string[];
            /** @default new */
            condition?: components["schemas"]["Condition"];
            /** Part Id */
            part_id?: null;
        };
        /**
         * CustomerChange
         * @description What is to change of a customer; an absent member stays.
         */
        CustomerChange: {
            /** Name */
            name?: string;
            /** Contact */
            contact?: string;
            /**
             * Phone
             * @example +86 571 8888 0001
             */
            phone?: string;
            /**
             * Language
             * @enum {string}
             */
            language?: "zh" | "en";
        };
        /**
         * CustomerIn
         * @description A new customer, under an id made by the caller; `contact` is the person to ask for.
         */
        CustomerIn: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Name
             * @example Qiantang Haulage
             */
            name: string;
            /**
             * Contact
             * @example Ms Zhou
             */
            contact: string;
            /**
             * Phone
             * @example +86 571 8888 0000
             */
            phone: string;
            /**
             * Language
             * @default zh
             * @enum {string}
             */
            language?: "zh" | "en";
        };
        /**
         * CustomerOut
         * @description A customer.
         */
        CustomerOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Name
             * @example Qiantang Haulage
             */
            name: string;
            /** Contact */
            contact: string;
            /** Phone */
            phone: string;
            /**
             * Language
             * @enum {string}
             */
            language: "zh" | "en";
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
        };
        /**
         * DeskFact
         * @description A fact under an id made by the desk. `seen_version` is the version of the order that the desk shows;
         *     requests that belong together (a bulk assignment) name one `group_id`.
         */
        DeskFact: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Kind
             * @example order.assigned
             */
            kind: string;
            /**
             * V
             * @example 1
             */
            v: number;
            /**
             * Seen Version
             * @example 1
             */
            seen_version?: number | null;
            /** Group Id */
            group_id?: string | null;
            /**
             * Body
             * @example {
             *       "team": [
             *         {
             *           "id": "018f2d3a-0000-7000-8000-0000000000a1",
             *           "lead": true
             *         }
             *       ]
             *     }
             */
            body: {
                [key: string]: unknown;
            };
        };
        /**
         * DeviceIn
         * @description The installation that somebody signs in from; the id is made once, when the app is installed.
         */
        DeviceIn: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Name
             * @example Wei's phone
             */
            name: string;
            /**
             * Platform
             * @example android
             */
            platform: string;
        };
        /**
         * DeviceOut
         * @description A device of a person.
         */
        DeviceOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /** Platform */
            platform: string;
            /** App Version */
            app_version: string | null;
            /**
             * Registered At
             * Format: date-time
             */
            registered_at: string;
            /**
             * Last Seen At
             * Format: date-time
             */
            last_seen_at: string;
            /** Revoked At */
            revoked_at: string | null;
        };
        /**
         * Difference
         * @description One place where two contents differ.
         *
         *     `where` counts a list's places as the newer content has them, and those of what was removed as the older
         *     has them. To make the newer of the older: take away, last place first, what was `removed`; put lists in
         *     the order that `reordered` says; add, first place first, what was `added`; and then change.
         */
        Difference: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "added" | "removed" | "changed" | "reordered";
            /**
             * Where
             * @description JSON pointer (RFC 6901) into the newer content, of what was removed into the older
             * @example /parts/0/quantity
             */
            where: string;
            /**
             * Before
             * @description null too where it was added; see `kind`
             */
            before?: unknown;
            /**
             * After
             * @description null too where it was removed; of `reordered` only what both have, by id or digest
             */
            after?: unknown;
        };
        /**
         * DigestOut
         * @description What a phone holds that has read its feed up to `cursor`: compare only there.
         *
         *     `sha256` (hex) is over a line `id version` for each document, in the order of the ids, each line ended by
         *     a line feed.
         */
        DigestOut: {
            /** Epoch */
            epoch: string;
            /**
             * Cursor
             * @description 0: nothing was ever said to this person's phones
             */
            cursor: number;
            /** Count */
            count: number;
            /** Sha256 */
            sha256: string;
        };
        /**
         * Disposal
         * @description What becomes of old parts: back to the supplier, to scrap, or refurbished for use (S1-3.7.5).
         */
        Disposal: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "disposal";
            /**
             * To
             * @enum {string}
             */
            to: "supplier" | "scrap" | "refurbished";
            /** Supplier Id */
            supplier_id?: string | null;
            /** Lines */
            lines: components["schemas"]["Disposed"][];
            /** Note */
            note?: string | null;
        };
        /**
         * Disposed
         * @description Pieces that the store is done with: old ones, unless it says otherwise; `part_id` is the part of a
         *     report that they came from.
         */
        Disposed: {
            /**
             * Number
             * @example 81.50321-0007
             */
            number: string;
            /**
             * Quantity
             * @example 2
             */
            quantity: number;
            /**
             * Serials
             * @default []
             */
            serials?: string[];
            /** @default old */
            condition?: components["schemas"]["Condition"];
            /** Part Id */
            part_id?: string | null;
        };
        /**
         * EntryOut
         * @description An entry of the store's own, and what it moved.
         */
        EntryOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Kind */
            kind: string;
            /**
             * Number
             * @description of a receipt's slip
             */
            number: string | null;
            /** Reverses */
            reverses: string | null;
            /**
             * By
             * Format: uuid
             */
            by: string;
            /** By Name */
            by_name: string;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Movements */
            movements: components["schemas"]["MovementOut"][];
        };
        /**
         * EvidenceOut
         * @description What of the evidence is there. `missing` says the same as in the document, `awaited` who has it.
         */
        EvidenceOut: {
            /** Complete */
            complete: boolean;
            /** Missing */
            missing: components["schemas"]["Missing"][];
            /** Announced */
            announced: number;
            /** Stored */
            stored: number;
            /** Quarantined */
            quarantined: number;
            /** Awaited */
            awaited: components["schemas"]["AwaitedPhoto"][];
        };
        /**
         * FactAnswer
         * @description A fact that was applied, now or (`replayed`) before, and the order as it is now.
         */
        FactAnswer: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Outcome
             * @constant
             */
            outcome: "applied";
            /** Replayed */
            replayed: boolean;
            order: components["schemas"]["Order"];
        };
        /**
         * FactResult
         * @description The answer to one fact.
         */
        FactResult: {
            /** Index */
            index: number;
            /** Id */
            id: string | null;
            /**
             * Outcome
             * @enum {string}
             */
            outcome: "applied" | "parked" | "rejected" | "closed" | "retry";
            /** Problem */
            problem: {
                /**
                 * Format: uri
                 * @description https://callout.invalid/problems/ and the code
                 */
                type: string;
                title: string;
                status: number;
                /** @description stable; what an app decides by */
                code: string;
                detail?: string;
                instance?: string;
            } | null;
            /** Replayed */
            replayed: boolean;
            /** Visible At */
            visible_at: number | null;
            receipt: components["schemas"]["Receipt-Output"] | null;
        };
        /**
         * FactVerdict
         * @description What became of a fact that had been parked.
         */
        FactVerdict: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Outcome
             * @enum {string}
             */
            outcome: "applied" | "rejected" | "closed" | "parked";
            /** Problem */
            problem: {
                /**
                 * Format: uri
                 * @description https://callout.invalid/problems/ and the code
                 */
                type: string;
                title: string;
                status: number;
                /** @description stable; what an app decides by */
                code: string;
                detail?: string;
                instance?: string;
            } | null;
            receipt: components["schemas"]["Receipt-Output"] | null;
        };
        /**
         * Found
         * @description A report that was found, in its current version; 200 characters of `complaint` and of `cause`.
         */
        Found: {
            /**
             * Report Id
             * Format: uuid
             */
            report_id: string;
            /** Version */
            version: number;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** Order Number */
            order_number: string;
            /**
             * Filed At
             * Format: date-time
             */
            filed_at: string;
            state: components["schemas"]["ReportState"];
            /**
             * Model
             * @description of the vehicle
             */
            model: string;
            /** Complaint */
            complaint: string;
            /** Cause */
            cause: string;
        };
        /**
         * FoundPage
         * @description Reports, the last filed first; `after` is what to ask on with, null at the end.
         */
        FoundPage: {
            /** Reports */
            reports: components["schemas"]["Found"][];
            /** After */
            after: string | null;
        };
        /**
         * FreightRow
         * @description What it cost to send parts; `about_id` is the issue, the part or the requisition that was sent.
         */
        FreightRow: {
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
            /** Order Number */
            order_number: string;
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
            /** Tracking */
            tracking: string | null;
            cost: components["schemas"]["Money"];
            /**
             * Handler
             * Format: uuid
             */
            handler: string;
            /** Handler Name */
            handler_name: string;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Voucher */
            voucher: string | null;
            approved: components["schemas"]["Decision"] | null;
        };
        /**
         * History
         * @description Entries in the order of the chain; `after` is what to ask on with, null at the end.
         */
        History: {
            /** Entries */
            entries: components["schemas"]["JournalEntry"][];
            /** After */
            after: number | null;
        };
        /**
         * Inbox
         * @description Part of an inbox; give `after` for the part that follows, which may still be to come.
         */
        Inbox: {
            /** Items */
            items: components["schemas"]["NoticeOut"][];
            /** After */
            after: number;
            /**
             * More
             * @description there is more to read at once
             */
            more: boolean;
        };
        /**
         * JournalEntry
         * @description A fact at its place in the order's chain; `hash` (hex) covers it and all before it.
         *
         *     `brought_by` sent it for its author; `decision` is the coordinator's fact that let it apply.
         */
        JournalEntry: {
            /** Seq */
            seq: number;
            /**
             * Fact Id
             * Format: uuid
             */
            fact_id: string;
            /** Kind */
            kind: string;
            /** V */
            v: number;
            author: components["schemas"]["Author"];
            brought_by: components["schemas"]["Author"] | null;
            /** Decision */
            decision: string | null;
            /**
             * Received At
             * Format: date-time
             */
            received_at: string;
            occurred: components["schemas"]["Moment"];
            /** Body */
            body: {
                [key: string]: unknown;
            };
            /** Hash */
            hash: string;
        };
        /**
         * KeyOut
         * @description A public key as a JWK (RFC 8037).
         */
        KeyOut: {
            /**
             * Kty
             * @constant
             */
            kty: "OKP";
            /**
             * Crv
             * @constant
             */
            crv: "Ed25519";
            /** X */
            x: string;
            /**
             * Kid
             * @description its thumbprint (RFC 7638)
             */
            kid: string;
            /**
             * Alg
             * @constant
             */
            alg: "EdDSA";
            /**
             * Use
             * @constant
             */
            use: "sig";
        };
        /**
         * KeysOut
         * @description A JWK set (RFC 7517).
         */
        KeysOut: {
            /** Keys */
            keys: components["schemas"]["KeyOut"][];
        };
        /**
         * LinkOut
         * @description An address that needs no token, until then.
         */
        LinkOut: {
            /** Url */
            url: string;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
        };
        /**
         * LostOrderOut
         * @description An order as a phone knows it; `POST /orders` under its id brings to it what waits for it.
         */
        LostOrderOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Version */
            version: number;
            /** Document */
            document: {
                [key: string]: unknown;
            };
            /**
             * Brought By
             * Format: uuid
             */
            brought_by: string;
            /**
             * Received At
             * Format: date-time
             */
            received_at: string;
        };
        /**
         * Me
         * @description Who I am, on which device.
         */
        Me: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Name
             * @example Li Wei
             */
            name: string;
            /** Roles */
            roles: components["schemas"]["Role"][];
            /**
             * Device Id
             * Format: uuid
             */
            device_id: string;
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
         * MonthOut
         * @description The monthly list, what came first at the beginning; the sums are over all of it.
         */
        MonthOut: {
            /** Month */
            month: string;
            /**
             * Received
             * @description pieces that came in this month
             */
            received: number;
            /** To Supplier */
            to_supplier: number;
            /** Refurbished */
            refurbished: number;
            /** Scrapped */
            scrapped: number;
            /** Elsewhere */
            elsewhere: number;
            /** Still There */
            still_there: number;
            /**
             * Earlier Still There
             * @description of parts of which nothing came in this month
             */
            earlier_still_there: number;
            /** Items */
            items: components["schemas"]["ReturnedRow"][];
            /** After */
            after: string | null;
        };
        /**
         * MovementOut
         * @description Pieces that left one account and came to another. `cause`: the fact of an order, or,
         *     where there is no order, the store's entry.
         *
         *     `seq` is given before the commit: of two that are written at once, the later one may be read first.
         */
        MovementOut: {
            /** Seq */
            seq: number;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * Cause
             * Format: uuid
             */
            cause: string;
            /** Order Id */
            order_id: string | null;
            /** Part Id */
            part_id: string | null;
            /** Technician */
            technician: string | null;
            /** Number */
            number: string;
            /** Serial */
            serial: string;
            /** Quantity */
            quantity: number;
            source: components["schemas"]["Account"];
            condition: components["schemas"]["Condition"];
            target: components["schemas"]["Account"];
            /** @description their condition from then on */
            becomes: components["schemas"]["Condition"];
            /**
             * Back
             * @description it takes back an earlier movement
             */
            back: boolean;
        };
        /**
         * MovementPage
         * @description Part of the ledger, the newest first; `next` is what to give as `after` for the part before it.
         */
        MovementPage: {
            /** Items */
            items: components["schemas"]["MovementOut"][];
            /** Next */
            next: number | null;
        };
        /**
         * NewOrder
         * @description All that a technician must be told (S1-3.4.1A), under an id made by the caller.
         *
         *     Customer and vehicle are either referred to by `…_id` or given whole, with ids made by the caller too.
         * @example {
         *       "customer": {
         *         "contact": "Ms Zhou",
         *         "id": "018f2d3a-0000-7000-8000-0000000000c1",
         *         "name": "Qiantang Haulage",
         *         "phone": "+86 571 8888 0000"
         *       },
         *       "fault": {
         *         "category": "body",
         *         "description": "The tipping body stays up",
         *         "reported_at": "2026-03-02T01:10:00Z"
         *       },
         *       "id": "018f2d3a-0000-7000-8000-000000000001",
         *       "site": {
         *         "address": "Quarry road 7, north gate",
         *         "place": {
         *           "datum": "wgs84",
         *           "lat": 30.02,
         *           "lon": 120.58
         *         }
         *       },
         *       "supplier_needed": false,
         *       "vehicle": {
         *         "id": "018f2d3a-0000-7000-8000-0000000000d1",
         *         "model": "KX-40 tipper",
         *         "plate": "浙A 12345",
         *         "serial": "KX40-0017342"
         *       }
         *     }
         */
        NewOrder: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Customer Id */
            customer_id?: string | null;
            customer?: components["schemas"]["OrderCustomer"] | null;
            /** Vehicle Id */
            vehicle_id?: string | null;
            vehicle?: components["schemas"]["OrderVehicle"] | null;
            site: components["schemas"]["OrderSite"];
            fault: components["schemas"]["OrderFault"];
            /**
             * Supplier Needed
             * @default false
             */
            supplier_needed?: boolean;
        };
        /**
         * NoticeOut
         * @description One thing that I am told of; the same one may come more than once, under the same id.
         */
        NoticeOut: {
            /**
             * Seq
             * @description its place in my inbox: the cursor, and the event id of the stream
             */
            seq: number;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Kind
             * @example visit.arrived
             */
            kind: string;
            /** Urgent */
            urgent: boolean;
            /** Order Id */
            order_id: string | null;
            /**
             * Fact Id
             * Format: uuid
             */
            fact_id: string;
            /**
             * Data
             * @example {
             *       "by": "Li Wei",
             *       "number": "DO-2026-000123"
             *     }
             */
            data: {
                [key: string]: unknown;
            };
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Acknowledged At */
            acknowledged_at: string | null;
        };
        /**
         * OldPartRow
         * @description An old part that is owed; whoever filed the report owes it, until it is received or waived.
         */
        OldPartRow: {
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
            /** Order Number */
            order_number: string;
            /**
             * Report Id
             * Format: uuid
             */
            report_id: string;
            /** Technician */
            technician: string | null;
            /** Technician Name */
            technician_name: string | null;
            /** Number */
            number: string | null;
            /** Name */
            name: string;
            /**
             * Owed
             * @description how many pieces
             */
            owed: number;
            /** Warranty */
            warranty: boolean;
            /** Serial Out */
            serial_out: string | null;
            /** Photo Out */
            photo_out: string | null;
            /** Replaced At */
            replaced_at: string | null;
            /** Due At */
            due_at: string | null;
            /**
             * Days Old
             * @description whole days since it was replaced
             */
            days_old: number | null;
            /**
             * Days Over
             * @description whole days since it was due, below zero before; null where no time is set
             */
            days_over: number | null;
            /** Overdue */
            overdue: boolean;
            /** Sent At */
            sent_at: string | null;
            /** Carrier */
            carrier: string | null;
            /** Tracking */
            tracking: string | null;
        };
        /**
         * OrderCustomer
         * @description Whom the order is for. Where the file has this id already it keeps its own; the order says this.
         */
        OrderCustomer: {
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
         * OrderFault
         * @description The fault as reported.
         */
        OrderFault: {
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
         * OrderPage
         * @description Orders; `after` is what to ask on with, null at the end.
         */
        OrderPage: {
            /** Orders */
            orders: components["schemas"]["Order"][];
            /** After */
            after: string | null;
        };
        /**
         * OrderPlace
         * @description Coordinates in degrees, in the map datum named.
         */
        OrderPlace: {
            /** Lat */
            lat: number;
            /** Lon */
            lon: number;
            /** Accuracy M */
            accuracy_m?: number | null;
            /** @default wgs84 */
            datum?: components["schemas"]["Datum"];
        };
        /**
         * OrderSite
         * @description Where the vehicle stands; without coordinates a dispatcher must confirm the distance (S1-3.2.2).
         */
        OrderSite: {
            /** Address */
            address: string;
            place?: components["schemas"]["OrderPlace"] | null;
            /**
             * Zone
             * @default Asia/Shanghai
             */
            zone?: string;
        };
        /**
         * OrderVehicle
         * @description What is broken. Where the file has this id already it keeps its own; the order says this.
         */
        OrderVehicle: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Model */
            model: string;
            /** Serial */
            serial: string;
            /** Plate */
            plate?: string | null;
            /** In Service On */
            in_service_on?: string | null;
        };
        /**
         * Outcome
         * @description What a file comes to, by its lines; with `findings` nothing of it is taken.
         */
        Outcome: {
            /** Dry Run */
            dry_run: boolean;
            /** Findings */
            findings: {
                [key: string]: unknown;
            }[];
            /** Added */
            added: number;
            /** Changed */
            changed: number;
            /** Unchanged */
            unchanged: number;
            /** Changes */
            changes: components["schemas"]["Change"][];
        };
        /** Page[BaseOut] */
        Page_BaseOut_: {
            /** Items */
            items: components["schemas"]["BaseOut"][];
            /** Next */
            next: string | null;
        };
        /** Page[CustomerOut] */
        Page_CustomerOut_: {
            /** Items */
            items: components["schemas"]["CustomerOut"][];
            /** Next */
            next: string | null;
        };
        /** Page[LostOrderOut] */
        Page_LostOrderOut_: {
            /** Items */
            items: components["schemas"]["LostOrderOut"][];
            /** Next */
            next: string | null;
        };
        /** Page[PartOut] */
        Page_PartOut_: {
            /** Items */
            items: components["schemas"]["PartOut"][];
            /** Next */
            next: string | null;
        };
        /** Page[ReceiptOut] */
        Page_ReceiptOut_: {
            /** Items */
            items: components["schemas"]["ReceiptOut"][];
            /** Next */
            next: string | null;
        };
        /** Page[StaffOut] */
        Page_StaffOut_: {
            /** Items */
            items: components["schemas"]["StaffOut"][];
            /** Next */
            next: string | null;
        };
        /** Page[StationOut] */
        Page_StationOut_: {
            /** Items */
            items: components["schemas"]["StationOut"][];
            /** Next */
            next: string | null;
        };
        /** Page[SupplierOut] */
        Page_SupplierOut_: {
            /** Items */
            items: components["schemas"]["SupplierOut"][];
            /** Next */
            next: string | null;
        };
        /** Page[VehicleOut] */
        Page_VehicleOut_: {
            /** Items */
            items: components["schemas"]["VehicleOut"][];
            /** Next */
            next: string | null;
        };
        /**
         * PartIn
         * @description A new part, under an id made by the caller; however its number is typed, it is one part.
         *
         *     `with_serial`: each of its pieces has a serial. The maker's warranty counts from when the vehicle went
         *     into service.
         */
        PartIn: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Number
             * @example 81.50321-0007
             */
            number: string;
            /**
             * Name
             * @example Tipping valve
             */
            name: string;
            /**
             * Spec
             * @example 24 V, 3/2
             */
            spec?: string | null;
            /**
             * With Serial
             * @default false
             */
            with_serial?: boolean;
            /** Supplier Id */
            supplier_id?: string | null;
            /** Warranty Days */
            warranty_days?: number | null;
            /** Warranty Km */
            warranty_km?: number | null;
        };
        /**
         * PartOut
         * @description A part of the catalogue; `number` as the ledger writes it.
         */
        PartOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Number
             * @example 81.50321-0007
             */
            number: string;
            /** Name */
            name: string;
            /** Spec */
            spec: string | null;
            /** With Serial */
            with_serial: boolean;
            /** Supplier Id */
            supplier_id: string | null;
            /** Warranty Days */
            warranty_days: number | null;
            /** Warranty Km */
            warranty_km: number | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
        };
        /**
         * Phone
         * @description The phone that holds a photo, and when it was last heard of.
         */
        Phone: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /**
             * Last Heard At
             * Format: date-time
             */
            last_heard_at: string;
        };
        /**
         * PhotoOut
         * @description The server holds these bytes, written to disk; the phone may forget them.
         */
        PhotoOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Sha256 */
            sha256: string;
            /**
             * Stored
             * @default true
             * @example true
             * @constant
             */
            stored?: true;
        };
        /**
         * PhotoState
         * @description What the server has of a photo that its phone asks for.
         *
         *     `unknown`: no manifest of his has arrived; `missing`: its bytes are wanted, of which `received` are here;
         *     `stored`: they are here for good. `quarantined` says why no picture can be made of them.
         */
        PhotoState: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * State
             * @enum {string}
             */
            state: "unknown" | "missing" | "stored";
            /** Received */
            received: number;
            /** Quarantined */
            quarantined: string | null;
        };
        /**
         * Pieces
         * @description So many pieces of a part; each by its serial, where its pieces have serials.
         */
        Pieces: {
            /**
             * Number
             * @example 81.50321-0007
             */
            number: string;
            /**
             * Quantity
             * @example 2
             */
            quantity: number;
            /**
             * Serials
             * @default []
             */
            serials?: string[];
            /** @default new */
            condition?: components["schemas"]["Condition"];
            /** Part Id */
            part_id?: string | null;
        };
        /**
         * Place
         * @description The store, or a service station by its id.
         */
        "Place-Input": {
            /** Station Id */
            station_id?: string | null;
        };
        /**
         * Place
         * @description Coordinates in degrees with their datum; `accuracy_m` is the radius that the device stated.
         */
        "Place-Output": {
            /** Lat */
            lat: number;
            /** Lon */
            lon: number;
            /** Accuracy M */
            accuracy_m?: number | null;
            /** @default wgs84 */
            datum?: components["schemas"]["Datum"];
        };
        /**
         * Receipt
         * @description Pieces that came into the store, from a supplier or from elsewhere (S1-3.7.2).
         */
        "Receipt-Input": {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Kind
             * @default receipt
             * @constant
             */
            kind?: "receipt";
            /** Supplier Id */
            supplier_id?: string | null;
            /** Lines */
            lines: components["schemas"]["Received-Input"][];
            /** Note */
            note?: string | null;
        };
        /**
         * Receipt
         * @description An applied fact's place in its order's chain, and the hash of its entry there, in hex.
         */
        "Receipt-Output": {
            /** Seq */
            seq: number;
            /** Hash */
            hash: string;
        };
        /**
         * ReceiptOut
         * @description A receipt; `number` stands on its slip. `reversed_by`: the entry that took it back.
         */
        ReceiptOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Number
             * @example RC-2026-000123
             */
            number: string;
            /** Supplier Id */
            supplier_id: string | null;
            /** Supplier */
            supplier: string | null;
            /** Lines */
            lines: components["schemas"]["backend__parts__store__entries__Received-Output"][];
            /** Note */
            note: string | null;
            /**
             * By
             * Format: uuid
             */
            by: string;
            /** By Name */
            by_name: string;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Reversed By */
            reversed_by: string | null;
        };
        /**
         * Received
         * @description A line of a receipt: spec and quality as the storekeeper sees them (S1-3.7.1).
         */
        "Received-Input": {
            /**
             * Number
             * @example 81.50321-0007
             */
            number: string;
            /**
             * Quantity
             * @example 2
             */
            quantity: number;
            /**
             * Serials
             * @default []
             */
            serials?: string[];
            /** @default new */
            condition?: components["schemas"]["Condition"];
            /** Part Id */
            part_id?: null;
            /**
             * Quality
             * @example good, packing undamaged
             */
            quality: string;
            /**
             * Spec
             * @example 24 V, 3/2
             */
            spec?: string | null;
        };
        /**
         * RefreshIn
         * @description The newest refresh token that the device holds.
         */
        RefreshIn: {
            /**
             * Refresh Token
             * @example callout_refresh_AY8tOgAAcACAAAAAAADQAQAAAAGKYdn6
             */
            refresh_token: string;
        };
        /**
         * Refused
         * @description A fact with why it was not applied, what it waits for and what was said of it since.
         *
         *     `order_number` is null where the order that it names does not exist. Of one that could not be read,
         *     only author, device, time and reason are known; its `body` shows it as it was sent, if it can be shown.
         */
        Refused: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Order Id */
            order_id: string | null;
            /** Order Number */
            order_number: string | null;
            /** Kind */
            kind: string | null;
            /** V */
            v: number | null;
            author: components["schemas"]["Author"];
            /**
             * Actor
             * @description who recorded it, as the fact itself says
             */
            actor: string | null;
            /**
             * Brought By
             * @description who sent it, where that is not the author
             */
            brought_by: string | null;
            /** Device Id */
            device_id: string | null;
            /**
             * Received At
             * Format: date-time
             */
            received_at: string;
            occurred: components["schemas"]["Moment"];
            /**
             * Outcome
             * @enum {string}
             */
            outcome: "parked" | "rejected" | "closed";
            /** Code */
            code: string | null;
            /** Detail */
            detail: string | null;
            /** Waits For */
            waits_for: string | null;
            /** Body */
            body: {
                [key: string]: unknown;
            } | null;
            /** Words */
            words: components["schemas"]["Word"][];
        };
        /**
         * RefusedPage
         * @description Facts, the last received first; `after` is what to ask on with, null at the end.
         */
        RefusedPage: {
            /** Facts */
            facts: components["schemas"]["Refused"][];
            /** After */
            after: string | null;
        };
        /**
         * Removed
         * @description An order that is not this technician's to see any more.
         */
        Removed: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Reason */
            reason: string;
        };
        /**
         * ReportOut
         * @description A filed version: how it stands, as in the order document, and what it says.
         */
        ReportOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Version */
            version: number;
            /** Digest */
            digest: string;
            /** @default filed */
            state?: components["schemas"]["ReportState"];
            /**
             * By
             * Format: uuid
             */
            by: string;
            /**
             * Filed At
             * Format: date-time
             */
            filed_at: string;
            signature?: components["schemas"]["Signature"] | null;
            /** Submitted At */
            submitted_at?: string | null;
            /** Approved At */
            approved_at?: string | null;
            /** Sent Back */
            sent_back?: string | null;
            sealed?: components["schemas"]["Sealed"] | null;
            printed?: components["schemas"]["Printed"] | null;
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /**
             * Content
             * @description as it was filed; its canonical JSON (RFC 8785) has the SHA-256 `digest`
             */
            content: {
                [key: string]: unknown;
            };
            /**
             * Changes
             * @description what differs from the version filed before it; empty for the first
             */
            changes: components["schemas"]["Difference"][];
            /**
             * Versions
             * @description all that were filed of this report, the first one first
             */
            versions: components["schemas"]["VersionOut"][];
        };
        /**
         * RequisitionRow
         * @description A requisition of which something is open; `waiting` says what.
         */
        RequisitionRow: {
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
            /** Order Number */
            order_number: string;
            /** Waiting */
            waiting: ("decision" | "issue" | "receipt" | "aside")[];
            /**
             * Technician
             * Format: uuid
             */
            technician: string;
            /** Technician Name */
            technician_name: string | null;
            /**
             * Asked At
             * Format: date-time
             */
            asked_at: string;
            /**
             * Days
             * @description whole days since it was asked for
             */
            days: number;
            /** Reason */
            reason: string;
            /** Lines */
            lines: components["schemas"]["RequisitionLine"][];
            approved: components["schemas"]["Decision"] | null;
            /** Reserved */
            reserved: components["schemas"]["IssuedLine"][];
            /** Issues */
            issues: components["schemas"]["Issue"][];
        };
        /**
         * ReturnedRow
         * @description Old pieces of a part that came into the store, and what became of them since; `id` is the part's.
         *
         *     A receipt that was taken back counts as none.
         */
        ReturnedRow: {
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
            /** Order Number */
            order_number: string;
            /** Number */
            number: string;
            /** Serial */
            serial: string | null;
            /** Technician Name */
            technician_name: string | null;
            /**
             * Received At
             * Format: date-time
             */
            received_at: string;
            /**
             * Received
             * @description pieces that came in this month
             */
            received: number;
            /**
             * Received Before
             * @description pieces that came earlier
             */
            received_before: number;
            /**
             * To Supplier
             * @default 0
             */
            to_supplier?: number;
            /**
             * Refurbished
             * @default 0
             */
            refurbished?: number;
            /**
             * Scrapped
             * @default 0
             */
            scrapped?: number;
            /**
             * Elsewhere
             * @description taken out of the store in any other way
             * @default 0
             */
            elsewhere?: number;
            /**
             * Still There
             * @default 0
             */
            still_there?: number;
        };
        /**
         * Reversal
         * @description An entry of the store's was wrong: it is taken back whole, once, and stays in the books.
         */
        Reversal: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "reversal";
            /**
             * Reverses
             * Format: uuid
             */
            reverses: string;
            /** Reason */
            reason: string;
        };
        /**
         * Role
         * @description A part that a person plays; kinds of fact (`by=`) and routes (access.py) name who may.
         * @enum {string}
         */
        Role: "technician" | "dispatcher" | "coordinator" | "manager" | "storekeeper" | "auditor" | "admin";
        /** Rows[ClaimRow] */
        Rows_ClaimRow_: {
            /** Items */
            items: components["schemas"]["ClaimRow"][];
            /** After */
            after: string | null;
        };
        /** Rows[FreightRow] */
        Rows_FreightRow_: {
            /** Items */
            items: components["schemas"]["FreightRow"][];
            /** After */
            after: string | null;
        };
        /** Rows[OldPartRow] */
        Rows_OldPartRow_: {
            /** Items */
            items: components["schemas"]["OldPartRow"][];
            /** After */
            after: string | null;
        };
        /** Rows[RequisitionRow] */
        Rows_RequisitionRow_: {
            /** Items */
            items: components["schemas"]["RequisitionRow"][];
            /** After */
            after: string | null;
        };
        /** Rows[WriteOffRow] */
        Rows_WriteOffRow_: {
            /** Items */
            items: components["schemas"]["WriteOffRow"][];
            /** After */
            after: string | null;
        };
        /**
         * ScannedOut
         * @description An old part by its label: its order, and what the order's document says of it.
         */
        ScannedOut: {
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** Order Number */
            order_number: string;
            order_state: components["schemas"]["State"];
            /**
             * Technician
             * @description who owes it
             */
            technician: string | null;
            /** Technician Name */
            technician_name: string | null;
            /**
             * Owed
             * @description how many pieces still are to come back
             */
            owed: number;
            part: components["schemas"]["Part"];
        };
        /**
         * SignInIn
         * @description Who somebody is; a person who signs in takes the device over.
         */
        SignInIn: {
            /**
             * Login
             * @example wei
             */
            login: string;
            /**
             * Password
             * @example a long pass phrase
             */
            password: string;
            device: components["schemas"]["DeviceIn"];
        };
        /**
         * SignedIn
         * @description The tokens, and whose they are.
         */
        SignedIn: {
            /** Access Token */
            access_token: string;
            /**
             * Token Type
             * @default Bearer
             */
            token_type?: string;
            /**
             * Expires In
             * @example 600
             */
            expires_in: number;
            /** Refresh Token */
            refresh_token: string;
            me: components["schemas"]["Me"];
        };
        /**
         * Size
         * @description The longest side, in pixels, of a smaller picture: for a list, and for a screen.
         * @enum {integer}
         */
        Size: 320 | 1280;
        /**
         * StaffChange
         * @description What is to change of a person; an absent member stays.
         *
         *     A new password ends his refresh tokens: he is out everywhere within the life of an access token.
         */
        StaffChange: {
            /** Name */
            name?: string;
            /** Password */
            password?: string;
            /** Roles */
            roles?: components["schemas"]["Role"][];
            /**
             * Active
             * @example false
             */
            active?: boolean;
            /** Phone */
            phone?: string | null;
            /** Base Id */
            base_id?: string | null;
        };
        /**
         * StaffIn
         * @description A new person, under an id made by the caller.
         */
        StaffIn: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Name
             * @example Li Wei
             */
            name: string;
            /**
             * Login
             * @example wei
             */
            login: string;
            /**
             * Password
             * @example a long pass phrase
             */
            password: string;
            /**
             * Roles
             * @example [
             *       "technician"
             *     ]
             */
            roles: components["schemas"]["Role"][];
            /**
             * Phone
             * @example +86 571 8888 0000
             */
            phone?: string | null;
            /** Base Id */
            base_id?: string | null;
        };
        /**
         * StaffOut
         * @description A person, with the devices signed in on.
         */
        StaffOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Name
             * @example Li Wei
             */
            name: string;
            /**
             * Login
             * @example wei
             */
            login: string;
            /** Roles */
            roles: components["schemas"]["Role"][];
            /** Active */
            active: boolean;
            /** Phone */
            phone: string | null;
            /** Base Id */
            base_id: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Devices
             * @default []
             */
            devices?: components["schemas"]["DeviceOut"][];
        };
        /**
         * StationIn
         * @description A new service station, under an id made by the caller; spares sent there have an account (S1-3.7.6).
         */
        StationIn: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Name
             * @example Xiangyang station
             */
            name: string;
        };
        /**
         * StationOut
         * @description A service station.
         */
        StationOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Name
             * @example Xiangyang station
             */
            name: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
        };
        /**
         * SupplierChange
         * @description What is to change of a supplier; an absent member stays. Claims that are open keep their deadline.
         */
        SupplierChange: {
            /** Name */
            name?: string;
            /** Contact */
            contact?: string | null;
            /** Claim Days */
            claim_days?: number;
        };
        /**
         * SupplierIn
         * @description A new supplier, under an id made by the caller.
         *
         *     A claim on him is filed within `claim_days` of the repair (S1-3.8).
         */
        SupplierIn: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Name
             * @example Valve works
             */
            name: string;
            /**
             * Contact
             * @example Mr Gao, claims desk
             */
            contact?: string | null;
            /**
             * Claim Days
             * @example 30
             */
            claim_days: number;
        };
        /**
         * SupplierOut
         * @description A supplier.
         */
        SupplierOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Name
             * @example Valve works
             */
            name: string;
            /** Contact */
            contact: string | null;
            /** Claim Days */
            claim_days: number;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
        };
        /**
         * SyncAnswer
         * @description What a phone hears.
         */
        SyncAnswer: {
            /**
             * Protocol
             * @constant
             */
            protocol: 1;
            /** Epoch */
            epoch: string;
            /** Reset */
            reset: boolean;
            /**
             * Received At
             * Format: date-time
             */
            received_at: string;
            /** Results */
            results: components["schemas"]["FactResult"][];
            /** Verdicts */
            verdicts: components["schemas"]["FactVerdict"][];
            /** Orders */
            orders: components["schemas"]["Order"][];
            /** Removed */
            removed: components["schemas"]["Removed"][];
            /**
             * Photos
             * @description what is here of each photo that was asked for
             */
            photos: components["schemas"]["PhotoState"][];
            /** Cursor */
            cursor: number | null;
            /** More */
            more: boolean;
            /**
             * Pull
             * @enum {string}
             */
            pull: "ok" | "upgrade_required" | "blocked";
            /** Next Sync S */
            next_sync_s: number;
        };
        /**
         * TokensOut
         * @description `expires_in` counts seconds until the access token ends; keep the refresh token before using either.
         */
        TokensOut: {
            /** Access Token */
            access_token: string;
            /**
             * Token Type
             * @default Bearer
             */
            token_type?: string;
            /**
             * Expires In
             * @example 600
             */
            expires_in: number;
            /** Refresh Token */
            refresh_token: string;
        };
        /**
         * Transfer
         * @description Spares sent to a service station, back from one, or from one to another (S1-3.7.6).
         */
        Transfer: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "transfer";
            /** @default {} */
            source?: components["schemas"]["Place-Input"];
            /** @default {} */
            target?: components["schemas"]["Place-Input"];
            /** Lines */
            lines: components["schemas"]["Pieces"][];
            /** Note */
            note?: string | null;
        };
        /**
         * VehicleIn
         * @description A new vehicle of a customer, under an id made by the caller.
         */
        VehicleIn: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Customer Id
             * Format: uuid
             */
            customer_id: string;
            /**
             * Model
             * @example KX-40 tipper
             */
            model: string;
            /**
             * Serial
             * @example KX40-0017342
             */
            serial: string;
            /**
             * Plate
             * @example 浙A 12345
             */
            plate?: string | null;
            /** In Service On */
            in_service_on?: string | null;
        };
        /**
         * VehicleOut
         * @description A vehicle.
         */
        VehicleOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Customer Id
             * Format: uuid
             */
            customer_id: string;
            /** Model */
            model: string;
            /**
             * Serial
             * @example KX40-0017342
             */
            serial: string;
            /** Plate */
            plate: string | null;
            /** In Service On */
            in_service_on: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
        };
        /**
         * VersionOut
         * @description A version that was filed, and where it stands.
         */
        VersionOut: {
            /** Version */
            version: number;
            state: components["schemas"]["ReportState"];
        };
        /**
         * Word
         * @description What a person decided on a fact, or noted about it.
         */
        Word: {
            /**
             * Fact Id
             * Format: uuid
             */
            fact_id: string;
            /** Kind */
            kind: string;
            by: components["schemas"]["Author"];
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Note */
            note: string | null;
        };
        /**
         * WriteOffRow
         * @description A part of the store's that was fitted and is still on a technician's account.
         */
        WriteOffRow: {
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
            /** Order Number */
            order_number: string;
            /**
             * Report Id
             * Format: uuid
             */
            report_id: string;
            /** Technician */
            technician: string | null;
            /** Technician Name */
            technician_name: string | null;
            /** Number */
            number: string | null;
            /** Name */
            name: string;
            /** Quantity */
            quantity: number;
            /** Serial In */
            serial_in: string | null;
            /** Warranty */
            warranty: boolean;
            /** Replaced At */
            replaced_at: string | null;
            /**
             * Days
             * @description whole days since it was fitted
             */
            days: number | null;
            /**
             * Lacks
             * @description of the three that it needs; empty: it can be written off
             */
            lacks: ("signed_report" | "approval" | "old_part")[];
        };
        /**
         * Received
         * @description Old parts in the storekeeper's hands; `serial_matches` is null where no serial was known.
         *
         *     `quantity` is how many of the line's came, null from before it was said: all. `fact_ids` are the receipts.
         */
        backend__order__document__Received: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** By */
            by: string;
            /** Condition */
            condition: string;
            /** Serial */
            serial?: string | null;
            /** Serial Matches */
            serial_matches?: boolean | null;
            /** Quantity */
            quantity?: number | null;
            /**
             * Fact Ids
             * @default []
             */
            fact_ids?: string[];
        };
        /**
         * Received
         * @description A line of a receipt: spec and quality as the storekeeper sees them (S1-3.7.1).
         */
        "backend__parts__store__entries__Received-Output": {
            /**
             * Number
             * @example 81.50321-0007
             */
            number: string;
            /**
             * Quantity
             * @example 2
             */
            quantity: number;
            /**
             * Serials
             * @default []
             */
            serials?: string[];
            /** @default new */
            condition?: components["schemas"]["Condition"];
            /**
             * Quality
             * @example good, packing undamaged
             */
            quality: string;
            /**
             * Spec
             * @example 24 V, 3/2
             */
            spec?: string | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type AppVersion = components['schemas']['AppVersion'];
export type Base = components['schemas']['Base'];
export type Because = components['schemas']['Because'];
export type Cancelled = components['schemas']['Cancelled'];
export type Clock = components['schemas']['Clock'];
export type Contact = components['schemas']['Contact'];
export type Customer = components['schemas']['Customer'];
export type Datum = components['schemas']['Datum'];
export type Deadline = components['schemas']['Deadline'];
export type Decision = components['schemas']['Decision'];
export type Distance = components['schemas']['Distance'];
export type Doubt = components['schemas']['Doubt'];
export type Escalation = components['schemas']['Escalation'];
export type Evidence = components['schemas']['Evidence'];
export type Fact = components['schemas']['Fact'];
export type Fault = components['schemas']['Fault'];
export type FaultCategory = components['schemas']['FaultCategory'];
export type Flag = components['schemas']['Flag'];
export type Issue = components['schemas']['Issue'];
export type IssuedLine = components['schemas']['IssuedLine'];
export type Medium = components['schemas']['Medium'];
export type Member = components['schemas']['Member'];
export type Missing = components['schemas']['Missing'];
export type Moment = components['schemas']['Moment'];
export type Obligation = components['schemas']['Obligation'];
export type Order = components['schemas']['Order'];
export type Part = components['schemas']['Part'];
export type Photo = components['schemas']['Photo'];
export type Place = components['schemas']['Place'];
export type Printed = components['schemas']['Printed'];
export type Quality = components['schemas']['Quality'];
export type Received = components['schemas']['Received'];
export type Report = components['schemas']['Report'];
export type ReportState = components['schemas']['ReportState'];
export type Requisition = components['schemas']['Requisition'];
export type RequisitionLine = components['schemas']['RequisitionLine'];
export type Sealed = components['schemas']['Sealed'];
export type Sent = components['schemas']['Sent'];
export type Signature = components['schemas']['Signature'];
export type Site = components['schemas']['Site'];
export type State = components['schemas']['State'];
export type Vehicle = components['schemas']['Vehicle'];
export type Verdict = components['schemas']['Verdict'];
export type Visit = components['schemas']['Visit'];
export type VisitResult = components['schemas']['VisitResult'];
export type Waived = components['schemas']['Waived'];
export type WrittenOff = components['schemas']['WrittenOff'];
export type BundleRequest = components['schemas']['BundleRequest'];
export type SyncRequest = components['schemas']['SyncRequest'];
export type Account = components['schemas']['Account'];
export type AccountKind = components['schemas']['AccountKind'];
export type AccountRow = components['schemas']['AccountRow'];
export type AccountsOut = components['schemas']['AccountsOut'];
export type Ageing = components['schemas']['Ageing'];
export type Author = components['schemas']['Author'];
export type AwaitedPhoto = components['schemas']['AwaitedPhoto'];
export type BalanceOut = components['schemas']['BalanceOut'];
export type BalancePage = components['schemas']['BalancePage'];
export type BaseIn = components['schemas']['BaseIn'];
export type BaseOut = components['schemas']['BaseOut'];
export type BundleAnswer = components['schemas']['BundleAnswer'];
export type Candidate = components['schemas']['Candidate'];
export type Change = components['schemas']['Change'];
export type ClaimRow = components['schemas']['ClaimRow'];
export type Condition = components['schemas']['Condition'];
export type Count = components['schemas']['Count'];
export type Counted = components['schemas']['Counted'];
export type CustomerChange = components['schemas']['CustomerChange'];
export type CustomerIn = components['schemas']['CustomerIn'];
export type CustomerOut = components['schemas']['CustomerOut'];
export type DeskFact = components['schemas']['DeskFact'];
export type DeviceIn = components['schemas']['DeviceIn'];
export type DeviceOut = components['schemas']['DeviceOut'];
export type Difference = components['schemas']['Difference'];
export type DigestOut = components['schemas']['DigestOut'];
export type Disposal = components['schemas']['Disposal'];
export type Disposed = components['schemas']['Disposed'];
export type EntryOut = components['schemas']['EntryOut'];
export type EvidenceOut = components['schemas']['EvidenceOut'];
export type FactAnswer = components['schemas']['FactAnswer'];
export type FactResult = components['schemas']['FactResult'];
export type FactVerdict = components['schemas']['FactVerdict'];
export type Found = components['schemas']['Found'];
export type FoundPage = components['schemas']['FoundPage'];
export type FreightRow = components['schemas']['FreightRow'];
export type History = components['schemas']['History'];
export type Inbox = components['schemas']['Inbox'];
export type JournalEntry = components['schemas']['JournalEntry'];
export type KeyOut = components['schemas']['KeyOut'];
export type KeysOut = components['schemas']['KeysOut'];
export type LinkOut = components['schemas']['LinkOut'];
export type LostOrderOut = components['schemas']['LostOrderOut'];
export type Me = components['schemas']['Me'];
export type Money = components['schemas']['Money'];
export type MonthOut = components['schemas']['MonthOut'];
export type MovementOut = components['schemas']['MovementOut'];
export type MovementPage = components['schemas']['MovementPage'];
export type NewOrder = components['schemas']['NewOrder'];
export type NoticeOut = components['schemas']['NoticeOut'];
export type OldPartRow = components['schemas']['OldPartRow'];
export type OrderCustomer = components['schemas']['OrderCustomer'];
export type OrderFault = components['schemas']['OrderFault'];
export type OrderPage = components['schemas']['OrderPage'];
export type OrderPlace = components['schemas']['OrderPlace'];
export type OrderSite = components['schemas']['OrderSite'];
export type OrderVehicle = components['schemas']['OrderVehicle'];
export type Outcome = components['schemas']['Outcome'];
export type PageBaseOut = components['schemas']['Page_BaseOut_'];
export type PageCustomerOut = components['schemas']['Page_CustomerOut_'];
export type PageLostOrderOut = components['schemas']['Page_LostOrderOut_'];
export type PagePartOut = components['schemas']['Page_PartOut_'];
export type PageReceiptOut = components['schemas']['Page_ReceiptOut_'];
export type PageStaffOut = components['schemas']['Page_StaffOut_'];
export type PageStationOut = components['schemas']['Page_StationOut_'];
export type PageSupplierOut = components['schemas']['Page_SupplierOut_'];
export type PageVehicleOut = components['schemas']['Page_VehicleOut_'];
export type PartIn = components['schemas']['PartIn'];
export type PartOut = components['schemas']['PartOut'];
export type Phone = components['schemas']['Phone'];
export type PhotoOut = components['schemas']['PhotoOut'];
export type PhotoState = components['schemas']['PhotoState'];
export type Pieces = components['schemas']['Pieces'];
export type PlaceInput = components['schemas']['Place-Input'];
export type PlaceOutput = components['schemas']['Place-Output'];
export type ReceiptInput = components['schemas']['Receipt-Input'];
export type ReceiptOutput = components['schemas']['Receipt-Output'];
export type ReceiptOut = components['schemas']['ReceiptOut'];
export type ReceivedInput = components['schemas']['Received-Input'];
export type RefreshIn = components['schemas']['RefreshIn'];
export type Refused = components['schemas']['Refused'];
export type RefusedPage = components['schemas']['RefusedPage'];
export type Removed = components['schemas']['Removed'];
export type ReportOut = components['schemas']['ReportOut'];
export type RequisitionRow = components['schemas']['RequisitionRow'];
export type ReturnedRow = components['schemas']['ReturnedRow'];
export type Reversal = components['schemas']['Reversal'];
export type Role = components['schemas']['Role'];
export type RowsClaimRow = components['schemas']['Rows_ClaimRow_'];
export type RowsFreightRow = components['schemas']['Rows_FreightRow_'];
export type RowsOldPartRow = components['schemas']['Rows_OldPartRow_'];
export type RowsRequisitionRow = components['schemas']['Rows_RequisitionRow_'];
export type RowsWriteOffRow = components['schemas']['Rows_WriteOffRow_'];
export type ScannedOut = components['schemas']['ScannedOut'];
export type SignInIn = components['schemas']['SignInIn'];
export type SignedIn = components['schemas']['SignedIn'];
export type Size = components['schemas']['Size'];
export type StaffChange = components['schemas']['StaffChange'];
export type StaffIn = components['schemas']['StaffIn'];
export type StaffOut = components['schemas']['StaffOut'];
export type StationIn = components['schemas']['StationIn'];
export type StationOut = components['schemas']['StationOut'];
export type SupplierChange = components['schemas']['SupplierChange'];
export type SupplierIn = components['schemas']['SupplierIn'];
export type SupplierOut = components['schemas']['SupplierOut'];
export type SyncAnswer = components['schemas']['SyncAnswer'];
export type TokensOut = components['schemas']['TokensOut'];
export type Transfer = components['schemas']['Transfer'];
export type VehicleIn = components['schemas']['VehicleIn'];
export type VehicleOut = components['schemas']['VehicleOut'];
export type VersionOut = components['schemas']['VersionOut'];
export type Word = components['schemas']['Word'];
export type WriteOffRow = components['schemas']['WriteOffRow'];
export type BackendOrderDocumentReceived = components['schemas']['backend__order__document__Received'];
export type BackendPartsStoreEntriesReceivedOutput = components['schemas']['backend__parts__store__entries__Received-Output'];
export type $defs = Record<string, never>;
export interface operations {
    sync: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SyncRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SyncAnswer"];
                };
            };
            /** @description The content could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this · The token belongs to another device */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The content is larger than is taken here */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The service cannot answer just now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    sync_digest: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DigestOut"];
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    bring_bundle: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BundleRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BundleAnswer"];
                };
            };
            /** @description The content could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The content is larger than is taken here */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The service cannot answer just now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    sign_in: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            /** @description Login or password is wrong */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Too many attempts; wait before the next */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    refresh_tokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefreshIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokensOut"];
                };
            };
            /** @description The refresh token is not valid any more; sign in again */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    who_am_i: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    sign_out: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    list_staff: {
        parameters: {
            query?: {
                role?: components["schemas"]["Role"] | null;
                /** @description id of the last one read before */
                after?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_StaffOut_"];
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    add_staff: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StaffIn"];
            };
        };
        responses: {
            /** @description Made before, with the same content */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffOut"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffOut"];
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This id was used before with other content · Another person has this login */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    change_staff: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                staff_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StaffChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffOut"];
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description There is no such thing, or it is not yours to see */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    revoke_device: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                device_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeviceOut"];
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description There is no such thing, or it is not yours to see */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    list_bases: {
        parameters: {
            query?: {
                /** @description id of the last one read before */
                after?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_BaseOut_"];
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    add_base: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BaseIn"];
            };
        };
        responses: {
            /** @description Made before, with the same content */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BaseOut"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BaseOut"];
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This id was used before with other content */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    list_customers: {
        parameters: {
            query?: {
                /** @description part of a name, a contact or a phone number */
                q?: string | null;
                /** @description id of the last one read before */
                after?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_CustomerOut_"];
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    add_customer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomerIn"];
            };
        };
        responses: {
            /** @description Made before, with the same content */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerOut"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerOut"];
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This id was used before with other content */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    list_vehicles: {
        parameters: {
            query?: {
                customer?: string | null;
                serial?: string | null;
                /** @description id of the last one read before */
                after?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_VehicleOut_"];
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    add_vehicle: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VehicleIn"];
            };
        };
        responses: {
            /** @description Made before, with the same content */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VehicleOut"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VehicleOut"];
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description There is no such thing, or it is not yours to see */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This id was used before with other content */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    list_orders: {
        parameters: {
            query?: {
                /** @description any of these */
                state?: components["schemas"]["State"][];
                base?: string | null;
                /** @description on the team now */
                technician?: string | null;
                /** @description an open deadline is due before then; the most urgent order comes first */
                due_before?: string | null;
                /** @description whether an old part is owed */
                owes?: boolean | null;
                /** @description words that all occur in number, customer, address, vehicle or fault */
                q?: string | null;
                /** @description what the part before answered as `after` */
                after?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderPage"];
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    issue_order: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewOrder"];
            };
        };
        responses: {
            /** @description Made before, with the same content */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description There is no such thing, or it is not yours to see */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This id was used before with other content · This order was issued before · There is no base yet to send a technician from */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    get_order: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                order_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description There is no such thing, or it is not yours to see */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    order_journal: {
        parameters: {
            query?: {
                after?: number;
                limit?: number;
            };
            header?: never;
            path: {
                order_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["History"];
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description There is no such thing, or it is not yours to see */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    order_candidates: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                order_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Candidate"][];
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description There is no such thing, or it is not yours to see */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    order_evidence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                order_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvidenceOut"];
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description There is no such thing, or it is not yours to see */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    say_fact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                order_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeskFact"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FactAnswer"];
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description There is no such thing, or it is not yours to see · No phone has sent a fact with this id */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This id was used before with other content · The order is closed or cancelled · The order has changed since you read it · There is no base yet to send a technician from · The order's distance needs no confirmation · The order has no such escalation · No filed report has this id, version and digest · The report has not been submitted · The order has no such part · The old part is accounted for already · The fact is settled and waits no more · The fact speaks of another order · A report belongs to the order that it names · A signature counts only after the arrival on site · Only the lead of the team may do this · The author is not on the order's team · It contradicts what was recorded before · The order has no such requisition or line · The requisition was approved or refused before · No part is drawn before a manager approved it · Nobody approves what he asked for or paid himself · More than is still open · The pieces are not there · No piece of the store's was used, or it was written off before · Signed report, approval and old part are not all there · It is nothing that can be taken back, or not any more · A claim is made of what was written off · The order has no such claim · A claim for this part is open or was accepted · The claim has not been sent · The claim is settled · The order has no such freight · The freight was approved before */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This server does not know that kind of fact yet · A team has exactly one lead · There is no such active technician · Pieces of this part are named by their serials · There is no such supplier · The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    list_facts: {
        parameters: {
            query?: {
                outcome?: "parked" | "rejected" | "closed";
                /** @description facts that name this order, also one that does not exist */
                order?: string | null;
                /** @description id of the last one read before */
                after?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusedPage"];
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    list_lost_orders: {
        parameters: {
            query?: {
                /** @description id of the last one read before */
                after?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_LostOrderOut_"];
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    change_customer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomerChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerOut"];
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description There is no such thing, or it is not yours to see */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    get_photo: {
        parameters: {
            query?: {
                /** @description longest side in pixels; without it the photo as it was taken */
                size?: components["schemas"]["Size"] | null;
            };
            header?: never;
            path: {
                /** @description the `photo_id` of its manifest */
                photo_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The picture */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                    "image/png": string;
                    "image/webp": string;
                    "image/heic": string;
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description There is no such thing, or it is not yours to see */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The photo's smaller pictures are not made yet · The photo is no picture that can be shown */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    put_photo: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the `photo_id` of its manifest */
                photo_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "image/jpeg": string;
                "image/png": string;
                "image/webp": string;
                "image/heic": string;
            };
        };
        responses: {
            /** @description Stored before; nothing more was read */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PhotoOut"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PhotoOut"];
                };
            };
            /** @description The content could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The content stopped coming */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The photo's manifest has not arrived · A newer request has taken the upload over */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The content's length must be declared */
            411: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The content is larger than is taken here */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The bytes are not those that the manifest announced · The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description More photos than are taken here; nothing is lost, send them later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The service cannot answer just now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    link_photo: {
        parameters: {
            query?: {
                /** @description longest side in pixels; without it the photo as it was taken */
                size?: components["schemas"]["Size"] | null;
            };
            header?: never;
            path: {
                /** @description the `photo_id` of its manifest */
                photo_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkOut"];
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description There is no such thing, or it is not yours to see */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The photo's smaller pictures are not made yet · The photo is no picture that can be shown */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    open_photo_link: {
        parameters: {
            query: {
                link: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The picture */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                    "image/png": string;
                    "image/webp": string;
                    "image/heic": string;
                };
            };
            /** @description The link is not valid, or not any more */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description There is no such thing, or it is not yours to see */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The photo's smaller pictures are not made yet · The photo is no picture that can be shown */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    add_photo: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                order_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /**
                     * Format: uuid
                     * @description made by whoever fills the form in
                     */
                    photo_id: string;
                    /** @enum {string} */
                    purpose: "scene" | "fault" | "nameplate" | "odometer" | "old_part" | "document" | "stamp" | "other";
                    /**
                     * Format: binary
                     * @description the file, with its Content-Type
                     */
                    photo: string;
                };
            };
        };
        responses: {
            /** @description Stored before; nothing more was read */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PhotoOut"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PhotoOut"];
                };
            };
            /** @description The content could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description There is no such thing, or it is not yours to see */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The content stopped coming */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This id was used before with other content · The order is closed or cancelled · It contradicts what was recorded before · The photo's manifest has not arrived · A newer request has taken the upload over */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The content is larger than is taken here */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The bytes are not those that the manifest announced · The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description More photos than are taken here; nothing is lost, send them later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The service cannot answer just now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    create_upload: {
        parameters: {
            query?: never;
            header?: {
                /** @description of the whole photo, in bytes */
                "Upload-Length"?: string | null;
                /** @description `photo_id` and its UUID in base64 */
                "Upload-Metadata"?: string | null;
                /** @description `sha256` and that of this body in base64 */
                "Upload-Checksum"?: string | null;
                /** @description application/offset+octet-stream */
                "Content-Type"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/offset+octet-stream": string;
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The content could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description There is no such thing, or it is not yours to see */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The content stopped coming */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The photo's manifest has not arrived · A newer request has taken the upload over */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The protocol's version is not 1.0.0 */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The content is larger than is taken here */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The content is not of the type that is taken here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The bytes are not those that the manifest announced · The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description More photos than are taken here; nothing is lost, send them later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The bytes of this request do not have the checksum that it states */
            460: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The service cannot answer just now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    upload_abilities: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    override_upload: {
        parameters: {
            query?: never;
            header: {
                /** @description what is meant */
                "X-HTTP-Method-Override": "PATCH" | "HEAD" | "DELETE";
                /** @description how many bytes are there already */
                "Upload-Offset"?: string | null;
                /** @description `sha256` and that of this body in base64 */
                "Upload-Checksum"?: string | null;
                /** @description application/offset+octet-stream */
                "Content-Type"?: string | null;
            };
            path: {
                /** @description from the `Location` of its creation */
                upload_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The content could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description There is no such thing, or it is not yours to see */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The content stopped coming */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The photo's manifest has not arrived · A newer request has taken the upload over · The upload is at another offset */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The protocol's version is not 1.0.0 */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The content is larger than is taken here */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The content is not of the type that is taken here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The bytes are not those that the manifest announced · The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description More photos than are taken here; nothing is lost, send them later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The bytes of this request do not have the checksum that it states */
            460: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The service cannot answer just now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    end_upload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description from the `Location` of its creation */
                upload_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description There is no such thing, or it is not yours to see */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description A newer request has taken the upload over */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The protocol's version is not 1.0.0 */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The service cannot answer just now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    look_at_upload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description from the `Location` of its creation */
                upload_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description There is no such thing, or it is not yours to see */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The protocol's version is not 1.0.0 */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The service cannot answer just now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    append_to_upload: {
        parameters: {
            query?: never;
            header?: {
                /** @description how many bytes are there already */
                "Upload-Offset"?: string | null;
                /** @description `sha256` and that of this body in base64 */
                "Upload-Checksum"?: string | null;
                /** @description application/offset+octet-stream */
                "Content-Type"?: string | null;
            };
            path: {
                /** @description from the `Location` of its creation */
                upload_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/offset+octet-stream": string;
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The content could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description There is no such thing, or it is not yours to see */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The content stopped coming */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The photo's manifest has not arrived · A newer request has taken the upload over · The upload is at another offset */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The protocol's version is not 1.0.0 */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The content is larger than is taken here */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The content is not of the type that is taken here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The bytes are not those that the manifest announced · The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description More photos than are taken here; nothing is lost, send them later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The bytes of this request do not have the checksum that it states */
            460: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The service cannot answer just now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    get_report_paper: {
        parameters: {
            query?: {
                /** @description the latest unless given */
                version?: number | null;
                /** @description the paper that was kept, whatever came of it */
                sealed?: boolean;
            };
            header?: never;
            path: {
                /** @description the `report_id` of its facts */
                report_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The paper */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description There is no such thing, or it is not yours to see */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The paper of this version is not printed yet */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    search_reports: {
        parameters: {
            query?: {
                /** @description anywhere in the report */
                q?: string | null;
                /** @description in the model of the order's vehicle */
                model?: string | null;
                /** @description in the complaint or what the inspection found */
                symptom?: string | null;
                /** @description in the cause */
                cause?: string | null;
                /** @description in name, number, serials or reason of one of its parts */
                part?: string | null;
                /** @description what the part before answered as `after` */
                after?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FoundPage"];
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    get_report: {
        parameters: {
            query?: {
                /** @description the latest unless given */
                version?: number | null;
            };
            header?: never;
            path: {
                /** @description the `report_id` of its facts */
                report_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportOut"];
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description There is no such thing, or it is not yours to see */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    get_signature: {
        parameters: {
            query?: {
                /** @description the latest unless given */
                version?: number | null;
            };
            header?: never;
            path: {
                /** @description the `report_id` of its facts */
                report_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The picture */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/png": string;
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description There is no such thing, or it is not yours to see */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    list_suppliers: {
        parameters: {
            query?: {
                /** @description id of the last one read before */
                after?: string | null;
                limit?: number;
                /** @description `csv`: all of it at once, for a spreadsheet; `after` and `limit` do not count */
                format?: "json" | "csv";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Part of the list */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_SupplierOut_"];
                    "text/csv": string;
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The content is larger than is taken here */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    add_supplier: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SupplierIn"];
            };
        };
        responses: {
            /** @description Made before, with the same content */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SupplierOut"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SupplierOut"];
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This id was used before with other content */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    change_supplier: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                supplier_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SupplierChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SupplierOut"];
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description There is no such thing, or it is not yours to see */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    list_stations: {
        parameters: {
            query?: {
                /** @description id of the last one read before */
                after?: string | null;
                limit?: number;
                /** @description `csv`: all of it at once, for a spreadsheet; `after` and `limit` do not count */
                format?: "json" | "csv";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Part of the list */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_StationOut_"];
                    "text/csv": string;
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The content is larger than is taken here */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    add_station: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StationIn"];
            };
        };
        responses: {
            /** @description Made before, with the same content */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StationOut"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StationOut"];
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This id was used before with other content */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    list_parts: {
        parameters: {
            query?: {
                /** @description part of a number, a name or a spec */
                q?: string | null;
                /** @description id of the last one read before */
                after?: string | null;
                limit?: number;
                /** @description `csv`: all of it at once, for a spreadsheet; `after` and `limit` do not count */
                format?: "json" | "csv";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Part of the list */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_PartOut_"];
                    "text/csv": string;
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The content is larger than is taken here */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    add_part: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PartIn"];
            };
        };
        responses: {
            /** @description Made before, with the same content */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartOut"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartOut"];
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This id was used before with other content · Another part has this number · Pieces of this part without serials are on the books */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description There is no such supplier · The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    list_receipts: {
        parameters: {
            query?: {
                /** @description id of the last one read before */
                after?: string | null;
                limit?: number;
                /** @description `csv`: all of it at once, for a spreadsheet; `after` and `limit` do not count */
                format?: "json" | "csv";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Part of the list */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ReceiptOut_"];
                    "text/csv": string;
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The content is larger than is taken here */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    add_receipt: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Receipt-Input"];
            };
        };
        responses: {
            /** @description Made before, with the same content */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceiptOut"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceiptOut"];
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This id was used before with other content · The pieces are not there · By the books the piece is in another place */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The catalogue has no such part number · There is no such supplier · There is no such service station · Pieces of this part are named by their serials · The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    get_receipt_slip: {
        parameters: {
            query?: {
                /** @description in which its time is told */
                zone?: string;
            };
            header?: never;
            path: {
                receipt_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The slip */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description There is no such thing, or it is not yours to see */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    get_receipt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                receipt_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceiptOut"];
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description There is no such thing, or it is not yours to see */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    list_movements: {
        parameters: {
            query?: {
                /** @description a part number, however it is typed */
                number?: string | null;
                /** @description `store`, `van` (all vans), `van/` and whose it is */
                account?: string | null;
                technician?: string | null;
                order?: string | null;
                /** @description `next` of the page before */
                after?: number | null;
                limit?: number;
                /** @description `csv`: all of it at once */
                format?: "json" | "csv";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Part of the list */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MovementPage"];
                    "text/csv": string;
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The content is larger than is taken here */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    add_movement: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Transfer"] | components["schemas"]["Disposal"] | components["schemas"]["Count"] | components["schemas"]["Reversal"];
            };
        };
        responses: {
            /** @description Made before, with the same content */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntryOut"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntryOut"];
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This id was used before with other content · The pieces are not there · By the books the piece is in another place · The order has no such part · More than is still open · There is no such entry of the store · The entry was reversed before, or is itself a reversal · It is nothing that can be taken back, or not any more */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The catalogue has no such part number · There is no such supplier · There is no such service station · Pieces of this part are named by their serials · The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    list_stock: {
        parameters: {
            query?: {
                /** @description a part number, however it is typed */
                number?: string | null;
                /** @description `store`, `van` (all vans), `van/` and whose it is */
                account?: string | null;
                /** @description `next` of the page before */
                after?: string | null;
                limit?: number;
                /** @description `csv`: all of it at once */
                format?: "json" | "csv";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Part of the list */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BalancePage"];
                    "text/csv": string;
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The content is larger than is taken here */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    import_parts: {
        parameters: {
            query?: {
                /** @description only say what is wrong, and what would change */
                dry_run?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Outcome"];
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Lines of the file are wrong, and nothing of it was taken · The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    import_stock: {
        parameters: {
            query: {
                /** @description of the entry, made by the caller */
                id: string;
                /** @description only say what is wrong, and what would change */
                dry_run?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Outcome"];
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This id was used before with other content */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Lines of the file are wrong, and nothing of it was taken · The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    list_requisitions: {
        parameters: {
            query?: {
                /** @description what the part before answered as `after` */
                after?: string | null;
                limit?: number;
                /** @description csv: all rows, for a spreadsheet */
                format?: "json" | "csv";
                /** @description for what; without it, whatever it is */
                waiting?: ("decision" | "issue" | "receipt" | "aside") | null;
                /** @description who asked */
                technician?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Part of the list */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rows_RequisitionRow_"];
                    "text/csv": string;
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The content is larger than is taken here */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    list_old_parts: {
        parameters: {
            query?: {
                /** @description what the part before answered as `after` */
                after?: string | null;
                limit?: number;
                /** @description csv: all rows, for a spreadsheet */
                format?: "json" | "csv";
                /** @description who owes it */
                technician?: string | null;
                overdue?: boolean | null;
                /** @description on its way, or not yet */
                sent?: boolean | null;
                warranty?: boolean | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Part of the list */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rows_OldPartRow_"];
                    "text/csv": string;
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The content is larger than is taken here */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    old_parts_ageing: {
        parameters: {
            query?: {
                format?: "json" | "csv";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Part of the list */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ageing"][];
                    "text/csv": string;
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The content is larger than is taken here */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    old_parts_month: {
        parameters: {
            query?: {
                /** @description what the part before answered as `after` */
                after?: string | null;
                limit?: number;
                /** @description csv: all rows, for a spreadsheet */
                format?: "json" | "csv";
                zone?: string;
            };
            header?: never;
            path: {
                month: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Part of the list */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MonthOut"];
                    "text/csv": string;
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The content is larger than is taken here */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    scan_old_part: {
        parameters: {
            query: {
                /** @description the text of the QR code */
                code: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScannedOut"];
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description There is no such thing, or it is not yours to see */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    old_part_label: {
        parameters: {
            query?: {
                language?: "zh" | "en";
            };
            header?: never;
            path: {
                order_id: string;
                part_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The label */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description There is no such thing, or it is not yours to see */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    list_write_offs: {
        parameters: {
            query?: {
                /** @description what the part before answered as `after` */
                after?: string | null;
                limit?: number;
                /** @description csv: all rows, for a spreadsheet */
                format?: "json" | "csv";
                technician?: string | null;
                lacks?: ("signed_report" | "approval" | "old_part") | null;
                /** @description whether nothing is lacking */
                ready?: boolean | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Part of the list */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rows_WriteOffRow_"];
                    "text/csv": string;
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The content is larger than is taken here */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    list_claims: {
        parameters: {
            query?: {
                /** @description what the part before answered as `after` */
                after?: string | null;
                limit?: number;
                /** @description csv: all rows, for a spreadsheet */
                format?: "json" | "csv";
                /** @description all: whatever became of them; `unclaimed` are no claims yet */
                state?: "open" | "unclaimed" | "settled" | "all";
                supplier?: string | null;
                overdue?: boolean | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Part of the list */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rows_ClaimRow_"];
                    "text/csv": string;
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The content is larger than is taken here */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    claim_packet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                order_id: string;
                claim_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The packet */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description There is no such thing, or it is not yours to see */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    list_freights: {
        parameters: {
            query?: {
                /** @description what the part before answered as `after` */
                after?: string | null;
                limit?: number;
                /** @description csv: all rows, for a spreadsheet */
                format?: "json" | "csv";
                /** @description whether a leader still has to approve it */
                open?: boolean | null;
                handler?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Part of the list */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rows_FreightRow_"];
                    "text/csv": string;
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The content is larger than is taken here */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    technicians_accounts: {
        parameters: {
            query?: {
                technician?: string | null;
                /** @description true: only those with a difference */
                differing?: boolean | null;
                /** @description `after` of the page before */
                after?: string | null;
                limit?: number;
                /** @description csv: all rows, for a spreadsheet */
                format?: "json" | "csv";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Part of the list */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountsOut"];
                    "text/csv": string;
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The content is larger than is taken here */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    list_notices: {
        parameters: {
            query?: {
                /** @description seq of the last notice read before */
                after?: number;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Inbox"];
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    stream_notices: {
        parameters: {
            query?: {
                /** @description seq of the last notice read before */
                after?: number;
            };
            header?: {
                /** @description goes before `after` */
                "last-event-id"?: number | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": unknown;
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    acknowledge_notice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                notice_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeOut"];
                };
            };
            /** @description Sign in first · The access token has expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description This device has been revoked · Your role may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description There is no such thing, or it is not yours to see */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    verify_report: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the `verify_id` of a seal, a UUID */
                verify_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description There is no such thing, or it is not yours to see */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The service cannot answer just now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    seal_keys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeysOut"];
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    healthz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    readyz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: string;
                    };
                };
            };
            /** @description The request is understood but its content is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description The service cannot answer just now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
    metrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description Something failed on our side */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /**
                         * Format: uri
                         * @description https://callout.invalid/problems/ and the code
                         */
                        type: string;
                        title: string;
                        status: number;
                        /** @description stable; what an app decides by */
                        code: string;
                        detail?: string;
                        instance?: string;
                    };
                };
            };
        };
    };
}
