// Generated from openapi.yaml by `npm run api`: do not edit.
export interface paths {
    "/livez": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Livez
         * @description The process answers.
         */
        get: operations["livez"];
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
         * Readyz
         * @description Migrations are at head, the database answers, and the demo network, where asked for, is in.
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
    "/v1/cheat-sheet": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Cheat Sheet
         * @description The Network Spaces Cheat Sheet as published, six columns, each with its enforced rules.
         */
        get: operations["get_cheat_sheet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rulebooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Rulebooks
         * @description The versions of the cheat sheet and of the rules around it, with their dates.
         */
        get: operations["list_rulebooks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rulebooks/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Rulebook
         * @description One version: every rule with its source and the sentence behind it.
         */
        get: operations["get_rulebook"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sign-in-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Request Sign In Code
         * @description A code to this address, for ten minutes and five tries. The answer does not tell whether the address is known.
         */
        post: operations["request_sign_in_code"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/registrations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Register
         * @description Become a member: the code sent to the address completes it, by signing in with it.
         */
        post: operations["register"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Sessions
         * @description Where one is signed in, the newest first.
         */
        get: operations["list_sessions"];
        put?: never;
        /**
         * Sign In
         * @description Sign in, with a code from the mailbox or with password and second factor. The answer sets the cookie.
         */
        post: operations["sign_in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/current/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm Session
         * @description Prove once more who you are; keys, exports and overrides ask for it after ten minutes.
         */
        post: operations["confirm_session"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/current/confirmation-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Request Confirmation Code
         * @description A code to one's own address, for who signed in by one.
         */
        post: operations["request_confirmation_code"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/others/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End Other Sessions
         * @description Sign out everywhere but here; answers what was ended.
         */
        post: operations["end_other_sessions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/{session_id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End Session
         * @description Sign out, here (`current`) or in another browser.
         */
        post: operations["end_session"];
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
         * Get Me
         * @description Who is calling: roles with what they are held of, and what they allow.
         */
        get: operations["get_me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/credentials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take Up Credentials
         * @description Set a password and be shown the second factor, with the code an admin handed over.
         */
        post: operations["take_up_credentials"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/credentials/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm Credentials
         * @description Send one code of the authenticator back: from then on it signs in.
         */
        post: operations["confirm_credentials"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change Password
         * @description Another password: fifteen characters or more, and not one that people try. Other sessions end.
         */
        post: operations["change_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Renew Recovery Codes
         * @description Ten new codes for the day the phone is lost, by a code of the authenticator; those before them no longer count.
         */
        post: operations["renew_recovery_codes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/enrolment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open Enrolment
         * @description Let a colleague take up password and second factor, or do so anew; what they had no longer signs in.
         */
        post: operations["open_enrolment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/spaces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Spaces
         * @description Network spaces, today or as of a day.
         */
        get: operations["list_spaces"];
        put?: never;
        /**
         * Create Space
         * @description Propose a space; it takes seats once it is approved and active.
         *
         *     The secretariat proposes any, the leaders of a working group its workstreams, leaders of any space a reference group
         *     for it, any active member a task team (R16).
         */
        post: operations["create_space"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/spaces/{space}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Space
         * @description One space, by id or slug, today or as of a day.
         */
        get: operations["get_space"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Update Space
         * @description Edit a space; what it is built on is judged again.
         */
        patch: operations["update_space"];
        trace?: never;
    };
    "/v1/spaces/{space}/transitions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Transition Space
         * @description Approve, activate, reject or disband a space. Disbanding is final and needs the previewed `consequences`.
         */
        post: operations["transition_space"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/spaces/{space}/transitions/{to}/consequences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Preview Transition
         * @description What the step would end or flag, with the `hash` that disbanding brings back.
         */
        get: operations["preview_transition"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/spaces/{space}/type-changes/consequences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview Type Change
         * @description What becoming a space of another type would end or flag; changes nothing. Its `hash` comes back with the change.
         */
        post: operations["preview_type_change"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/spaces/{space}/type-changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change Type
         * @description Let an active space become one of another type: one act; id, slug and seats stay (R27).
         */
        post: operations["change_type"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/spaces/{space}/roster": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Roster
         * @description The seats of a space, as the caller may see them, today or as of a day.
         */
        get: operations["get_roster"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/spaces/{space}/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Tasks
         * @description What a space has to do or has done, to whoever takes part in it; with `as_of`, what was open that day.
         */
        get: operations["list_tasks"];
        put?: never;
        /**
         * Create Task
         * @description Add a task, as a leader of the space or the secretariat.
         */
        post: operations["create_task"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/spaces/{space}/tasks/{task}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Task
         * @description One task.
         */
        get: operations["get_task"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Update Task
         * @description Edit a task, mark it done, drop it or open it again; its owner marks it done or opens it again.
         */
        patch: operations["update_task"];
        trace?: never;
    };
    "/v1/spaces/{space}/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Plans
         * @description What a space has planned, to whoever takes part; what the Steering Group has adopted, to every active member.
         */
        get: operations["list_plans"];
        put?: never;
        /**
         * Create Plan
         * @description Draft goals (S8) or a work plan (S18), as a leader of the space or the secretariat.
         */
        post: operations["create_plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/spaces/{space}/plans/{plan}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Plan
         * @description One plan.
         */
        get: operations["get_plan"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Update Plan
         * @description Edit a draft.
         */
        patch: operations["update_plan"];
        trace?: never;
    };
    "/v1/spaces/{space}/plans/{plan}/adoption": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Adopt Plan
         * @description Record that it is adopted: by a decision of the Steering Group, or in a meeting of the working group.
         */
        post: operations["adopt_plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/linkages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Linkages
         * @description How spaces are linked by shared activities and technical guidance, today or as of a day (S40).
         */
        get: operations["list_linkages"];
        put?: never;
        /**
         * Create Linkage
         * @description Link two spaces at work; what a space is built on stands with the space.
         */
        post: operations["create_linkage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/linkages/{linkage}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Linkage
         * @description One linkage, whenever it was.
         */
        get: operations["get_linkage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Update Linkage
         * @description Say better what it is for.
         */
        patch: operations["update_linkage"];
        trace?: never;
    };
    "/v1/linkages/{linkage}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End Linkage
         * @description End it, from today or another day; ended by then, it stays as it is.
         */
        post: operations["end_linkage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/network": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Network
         * @description Nodes and edges of the network's diagram, today or as of a day.
         */
        get: operations["get_network"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/spaces/{space}/extensions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Extensions
         * @description How often, and how far, the end of a space's time was put off.
         */
        get: operations["list_extensions"];
        put?: never;
        /**
         * Extend Space
         * @description Move the due day of a working group's mandate, or of a workstream, by a recorded decision (R20).
         */
        post: operations["extend_space"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/spaces/{space}/extensions/{extension}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Extension
         * @description One extension.
         */
        get: operations["get_extension"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/spaces/{space}/mandates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Mandates
         * @description The mandates of a working group, with the decisions that opened, extended and closed them.
         */
        get: operations["list_mandates"];
        put?: never;
        /**
         * Open Mandate
         * @description Begin the next mandate of a working group. Seats of the former one end: none carries over (R21).
         */
        post: operations["open_mandate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/spaces/{space}/mandates/{mandate}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Mandate
         * @description One mandate.
         */
        get: operations["get_mandate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/spaces/{space}/mandates/{mandate}/consequences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Preview Mandate End
         * @description What the end of a mandate would end or flag, with the `hash` that ending it, or opening the next, brings back.
         */
        get: operations["preview_mandate_end"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/spaces/{space}/mandates/{mandate}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End Mandate
         * @description Close a mandate without a next one: the group stays active and takes no seats (R20).
         */
        post: operations["end_mandate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/spaces/{space}/leaders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Leaders
         * @description Who leads the space, today or as of a day: roles and organisations; names as the caller may know them.
         */
        get: operations["list_leaders"];
        put?: never;
        /**
         * Create Leader
         * @description Name who leads: the secretariat anywhere, leaders of a working group in its workstreams.
         *
         *     With `succeeds` it is a hand-over: whoever leads hands their own role to somebody who is seated there.
         */
        post: operations["create_leader"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/spaces/{space}/leaders/{leader}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Leader
         * @description One leading role, present, past or to come.
         */
        get: operations["get_leader"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/spaces/{space}/leaders/{leader}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End Leader
         * @description Step down; or end a role, with a reason, as the secretariat or a leader of the working group above.
         */
        post: operations["end_leader"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Organisations
         * @description Organisations, partners or not.
         */
        get: operations["list_organisations"];
        put?: never;
        /**
         * Create Organisation
         * @description Add an organisation; what a member sends is a proposal until the secretariat confirms it. Partner status is
         *     granted explicitly, never guessed (R24).
         */
        post: operations["create_organisation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Organisation
         * @description One organisation, by id or slug; a former slug answers 308.
         */
        get: operations["get_organisation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Update Organisation
         * @description Edit an organisation. Its own key may edit what is its own to say; the secretariat the rest.
         */
        patch: operations["update_organisation"];
        trace?: never;
    };
    "/v1/organisations/{organisation}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm Organisation
         * @description Take a member's proposal into the network (R24). Secretariat only.
         */
        post: operations["confirm_organisation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/focal-points": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Focal Points
         * @description Who speaks for the organisation, asks to, or did: all to itself and the secretariat, to others their own.
         */
        get: operations["list_focal_points"];
        put?: never;
        /**
         * Create Focal Point
         * @description Ask to speak for the organisation; or name somebody, as another focal point or the secretariat (R24).
         */
        post: operations["create_focal_point"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/focal-points/{focal_point}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Focal Point
         * @description One of them.
         */
        get: operations["get_focal_point"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/focal-points/{focal_point}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm Focal Point
         * @description Say yes to who asks, as another focal point or the secretariat.
         */
        post: operations["confirm_focal_point"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/focal-points/{focal_point}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End Focal Point
         * @description Speak no more for the organisation, from today; keys that the person made are dead with it.
         */
        post: operations["end_focal_point"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Members
         * @description People: an organisation's key lists those who confirmed that they work there.
         */
        get: operations["list_members"];
        put?: never;
        /**
         * Create Member
         * @description Add a person: `active` with consent, otherwise `unconfirmed`.
         */
        post: operations["create_member"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Member
         * @description One person, as the caller may see them.
         */
        get: operations["get_member"];
        put?: never;
        post?: never;
        /**
         * Erase Member
         * @description Erase a person: what is held about them goes, history and statistics stay.
         */
        delete: operations["erase_member"];
        options?: never;
        head?: never;
        /**
         * Update Member
         * @description Edit a person, or oneself. Who leaves ends all that day; a suspension keeps the seats (R33).
         */
        patch: operations["update_member"];
        trace?: never;
    };
    "/v1/members/{member}/confirmation-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Request Confirmation
         * @description Ask an unconfirmed person by mail whether they agree to be known here.
         */
        post: operations["request_confirmation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/affiliations/{affiliation}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm Affiliation
         * @description Say that one works there, as somebody else wrote; only then does the organisation see one.
         */
        post: operations["confirm_affiliation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/affiliations/{affiliation}/refusal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refuse Affiliation
         * @description Say that one does not work there: it ends today.
         */
        post: operations["refuse_affiliation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export Member
         * @description Everything held about a person, with where it comes from.
         */
        get: operations["export_member"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Consents
         * @description When and how the person agreed to be known, and what they took back.
         */
        get: operations["list_consents"];
        put?: never;
        /**
         * Give Consent
         * @description Agree to be known to the network, or record how somebody did. Who was only known becomes a member.
         */
        post: operations["give_consent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/consents/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Withdraw Consent
         * @description Take it back: all ends that day, and nothing more is processed. Erasing is an act of its own.
         */
        post: operations["withdraw_consent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/email-changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Request Email Change
         * @description A code to one's new address; with it the address is changed, and both are told.
         */
        post: operations["request_email_change"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/email-changes/{challenge}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm Email Change
         * @description The code from the new mailbox. Every other sign-in ends.
         */
        post: operations["confirm_email_change"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/memberships": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Memberships
         * @description Seats: an organisation's key lists its own.
         */
        get: operations["list_memberships"];
        put?: never;
        /**
         * Create Membership
         * @description Join a language community, appoint staff, or record a seat of the past.
         */
        post: operations["create_membership"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/memberships/{membership}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Membership
         * @description One seat, with who fills it.
         */
        get: operations["get_membership"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Update Membership
         * @description Correct a date, with a reason; the seat is judged again. Secretariat only.
         */
        patch: operations["update_membership"];
        trace?: never;
    };
    "/v1/memberships/{membership}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End Membership
         * @description Leave a space, or end a seat with a reason. What rests on the seat ends with it.
         */
        post: operations["end_membership"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/memberships/{membership}/representatives": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Representatives
         * @description Everybody who ever filled the seat or is to fill it, and the days on which nobody did.
         */
        get: operations["list_representatives"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/memberships/{membership}/representatives/{role}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put Representative
         * @description Name who fills the seat; whoever did until then stays in its history, and whoever was named for later follows.
         *
         *     Days on which somebody filled it who has ended since are not rewritten: 422 `periods_overlap`.
         */
        put: operations["put_representative"];
        post?: never;
        /**
         * Delete Representative
         * @description Open a gap: the seat stays, and nobody fills it until a successor is named.
         */
        delete: operations["delete_representative"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/memberships/{membership}/representatives/{role}/agreement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Agree To Represent
         * @description Say yes to filling the seat: only the person named does (R32).
         */
        post: operations["agree_to_represent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/memberships/{membership}/representatives/{role}/refusal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refuse To Represent
         * @description Say no, or step down: only the person named does. The seat stays, and nobody fills it from today.
         */
        post: operations["refuse_to_represent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/memberships/{membership}/representatives/{role}/attestation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Attest Representative
         * @description Attest that whoever fills a Steering Group seat is a senior professional (S7): the organisation, or the
         *     secretariat.
         */
        post: operations["attest_representative"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/memberships/{membership}/term-exemption": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Exempt From Term
         * @description Let no term end a seat of the Steering Group, with a reason (R28). Secretariat only.
         */
        post: operations["exempt_from_term"];
        /**
         * Withdraw Term Exemption
         * @description Let the term count again, from the day the seat began. Secretariat only.
         */
        delete: operations["withdraw_term_exemption"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/applications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Applications
         * @description Applications: an organisation's key lists its own.
         */
        get: operations["list_applications"];
        put?: never;
        /**
         * Submit Application
         * @description Apply for a seat, or record an application received by other means.
         */
        post: operations["submit_application"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/applications/{application}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Application
         * @description One application, with what the rules say of it.
         */
        get: operations["get_application"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/applications/{application}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide Application
         * @description Accept or decline. The rules judge again; accepting answers the seat that was created.
         */
        post: operations["decide_application"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/applications/{application}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Withdraw Application
         * @description Take an open application back.
         */
        post: operations["withdraw_application"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Clients
         * @description Scripts and their keys, never shown again: a focal point lists their own organisation's.
         */
        get: operations["list_clients"];
        put?: never;
        /**
         * Create Client
         * @description Add a script with its first key, shown this once. It may do no more than whoever makes it.
         */
        post: operations["create_client"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clients/{client}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Client
         * @description One script, with what is known of its keys.
         */
        get: operations["get_client"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clients/{client}/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate Client Key
         * @description A second key to change over to, shown this once; two at most are live.
         */
        post: operations["rotate_client_key"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clients/{client}/keys/{key}/revocation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revoke Client Key
         * @description End one key for good, from the next request on.
         */
        post: operations["revoke_client_key"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clients/{client}/revocation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revoke Client
         * @description End a script and all its keys for good, from the next request on.
         */
        post: operations["revoke_client"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/eligibility": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask Eligibility
         * @description May this holder take a seat there? All reasons, by the very engine that judges applications; writes nothing.
         */
        post: operations["ask_eligibility"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/eligibility": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Ways In For Member
         * @description What one person may join: now, by application, by invitation, or not, with all the reasons.
         */
        get: operations["list_ways_in_for_member"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/eligibility": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Ways In For Organisation
         * @description What one organisation may take part in, and why not in the rest.
         */
        get: operations["list_ways_in_for_organisation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Decisions
         * @description Collective decisions on record.
         */
        get: operations["list_decisions"];
        put?: never;
        /**
         * Record Decision
         * @description Record what the Steering Group decided (R17).
         */
        post: operations["record_decision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/decisions/{decision}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Decision
         * @description One recorded decision.
         */
        get: operations["get_decision"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/spaces/{space}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Comments
         * @description What representatives of the Steering Group said about a space before it was decided on.
         */
        get: operations["list_comments"];
        put?: never;
        /**
         * Comment On Space
         * @description Say something before the Steering Group decides. It is kept, and is no decision (R17).
         */
        post: operations["comment_on_space"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/spaces/{space}/comments/{comment}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Comment
         * @description One comment.
         */
        get: operations["get_comment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Imports
         * @description Imports, the newest first.
         */
        get: operations["list_imports"];
        put?: never;
        /**
         * Preview Import
         * @description Send a list: a preview with a verdict a row. Nothing is written before its commit.
         */
        post: operations["preview_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/template.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Import Template
         * @description The columns of a list, as a file to fill in.
         */
        get: operations["get_import_template"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/{import_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Import
         * @description One import with its counts; they add up to the rows read.
         */
        get: operations["get_import"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/{import_id}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Import Rows
         * @description The verdict on each row, in the order of the file.
         */
        get: operations["list_import_rows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/{import_id}/commit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Commit Import
         * @description Do what the preview showed; 409 `import_is_stale` where it would now differ.
         */
        post: operations["commit_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/{import_id}/report.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Import Report
         * @description The file's own columns with row, result, code and reason, safe to open in a spreadsheet.
         */
        get: operations["get_import_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/signals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Signals
         * @description What needs the caller now, most urgent first: in all spaces, those they lead, or their organisation's seats.
         */
        get: operations["list_signals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Statistics
         * @description How large the network is or was on a day; small numbers are hidden from all but the secretariat.
         */
        get: operations["get_statistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Audit Events
         * @description What was done, the newest first: all of it for staff, one's own for a person, a space's for who leads it.
         */
        get: operations["list_audit_events"];
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
         * ActorKind
         * @enum {string}
         */
        ActorKind: "public" | "person" | "client";
        /**
         * Admission
         * @enum {string}
         */
        Admission: "standing" | "by_call";
        /**
         * AffiliationForm
         * @description Where the person works. The organisation sees them once they have confirmed it.
         */
        AffiliationForm: {
            /**
             * Id
             * @description The one that is meant, as it was read.
             */
            id?: string | null;
            /**
             * Organisation Id
             * Format: uuid
             */
            organisation_id: string;
            /** Job Title */
            job_title?: string | null;
            /**
             * Starts On
             * @description Today when left out.
             */
            starts_on?: string | null;
            /** Ends On */
            ends_on?: string | null;
            /**
             * Confirmed On
             * @description When the person confirmed that they work there.
             */
            confirmed_on?: string | null;
        };
        /**
         * AffiliationRead
         * @description As the caller may see it: an organisation, its own of today, without its days.
         */
        AffiliationRead: {
            /**
             * Id
             * Format: uuid
             */
            id?: string;
            /**
             * Organisation Id
             * Format: uuid
             */
            organisation_id: string;
            /** Job Title */
            job_title: string | null;
            /**
             * Starts On
             * Format: date
             */
            starts_on?: string;
            /** Ends On */
            ends_on?: string | null;
            /** Confirmed On */
            confirmed_on?: string | null;
        };
        /**
         * Alias
         * @description Another name it goes or went by, in a language and for a time.
         */
        Alias: {
            /** Name */
            name: string;
            /** Language */
            language?: string | null;
            /** Starts On */
            starts_on?: string | null;
            /** Ends On */
            ends_on?: string | null;
        };
        /** AliasRead */
        AliasRead: {
            /** Name */
            name: string;
            /** Language */
            language: string | null;
            /** Starts On */
            starts_on: string | null;
            /** Ends On */
            ends_on: string | null;
        };
        /** ApplicantRepresentative */
        ApplicantRepresentative: {
            role: components["schemas"]["RepresentativeRole"];
            /**
             * Member Id
             * Format: uuid
             */
            member_id: string;
        };
        /**
         * ApplicationCreate
         * @description For an organisation, or for a member. The secretariat applying for somebody records what it `received`.
         */
        ApplicationCreate: {
            /**
             * Space Id
             * Format: uuid
             */
            space_id: string;
            /** @description Told by the holder; where it is sent, the two must agree. */
            kind?: components["schemas"]["Kind"] | null;
            /** Organisation Id */
            organisation_id?: string | null;
            /** Member Id */
            member_id?: string | null;
            /**
             * Representatives
             * @default []
             */
            representatives: components["schemas"]["NamedRepresentative"][];
            /** Statement */
            statement?: string | null;
            /**
             * Answers
             * @default {}
             */
            answers: {
                [key: string]: string;
            };
            /** Call Id */
            call_id?: string | null;
            /**
             * Also Apply To
             * @description Collaboratives to apply to as well, made and judged on acceptance (R7).
             * @default []
             */
            also_apply_to: string[];
            recorded?: components["schemas"]["Recorded"] | null;
            /**
             * Override Reason
             * @description The secretariat's, for a refusal of policy (R3).
             */
            override_reason?: string | null;
        };
        /** ApplicationRead */
        ApplicationRead: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Space Id
             * Format: uuid
             */
            space_id: string;
            space_type: components["schemas"]["SpaceType"];
            kind: components["schemas"]["Kind"];
            /** Organisation Id */
            organisation_id: string | null;
            /** Member Id */
            member_id: string | null;
            /** Representatives */
            representatives: components["schemas"]["ApplicantRepresentative"][];
            status: components["schemas"]["ApplicationStatus"];
            /** Statement */
            statement: string | null;
            /** Answers */
            answers: {
                [key: string]: string;
            };
            /** Call Id */
            call_id: string | null;
            /** Also Apply To */
            also_apply_to: string[];
            recorded: components["schemas"]["RecordedRead"] | null;
            /**
             * Findings
             * @description As judged when it was last judged: at submission or decision.
             */
            findings: components["schemas"]["FindingRead"][];
            /** Rulebook */
            rulebook: number;
            /**
             * Submitted At
             * Format: date-time
             */
            submitted_at: string;
            /** Decided At */
            decided_at: string | null;
            /** Decision Reason */
            decision_reason: string | null;
            /** Overridden */
            overridden: string[];
            /** Override Reason */
            override_reason: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
        };
        /**
         * ApplicationStatus
         * @enum {string}
         */
        ApplicationStatus: "submitted" | "under_review" | "accepted" | "declined" | "withdrawn" | "lapsed";
        /**
         * AttestationCreate
         * @description The organisation, or the secretariat, attests that a representative is a senior professional (S7).
         */
        AttestationCreate: {
            /**
             * Attested On
             * @description Today when left out.
             */
            attested_on?: string | null;
        };
        /**
         * Audience
         * @description How far a person lets a field be seen, within what its class allows at all.
         * @enum {string}
         */
        Audience: "staff" | "space" | "network";
        /**
         * AuditEventRead
         * @description One change: who, what, on what, when. The names of fields, never their values.
         */
        AuditEventRead: {
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
            /**
             * Actor Kind
             * @description `person`, `client` or `public`.
             */
            actor_kind: string;
            /**
             * Actor Id
             * @description For the secretariat, and for oneself.
             */
            actor_id: string | null;
            /** Action */
            action: string;
            /** Subject Type */
            subject_type: string;
            /**
             * Subject Id
             * Format: uuid
             */
            subject_id: string;
            /** Fields */
            fields: string[];
            /**
             * Reason
             * @description For the secretariat; null once the person was erased.
             */
            reason: string | null;
            /** Request Id */
            request_id: string | null;
        };
        /**
         * ChallengeRead
         * @description A code is on its way to the address, if it is one of ours; `id` goes back with it.
         */
        ChallengeRead: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
        };
        /** CheatSheet */
        CheatSheet: {
            /** Rulebook */
            rulebook: number;
            /**
             * Effective From
             * Format: date
             */
            effective_from: string;
            /** Columns */
            columns: components["schemas"]["Column"][];
        };
        /**
         * ClientCreate
         * @description A script of an organisation; without `organisation_id`, one of the secretariat, which admins make.
         */
        ClientCreate: {
            /** Name */
            name: string;
            /** Organisation Id */
            organisation_id?: string | null;
            /**
             * Scopes
             * @description `all` is every permission that a key of its kind can have.
             */
            scopes: ("all" | "rules:read" | "me:read" | "sessions:start" | "sessions:manage" | "credentials:write" | "enrolments:write" | "spaces:read" | "spaces:write" | "spaces:propose" | "spaces:transition" | "leaders:write" | "mandates:write" | "tasks:read" | "tasks:write" | "plans:read" | "plans:write" | "linkages:write" | "comments:read" | "comments:write" | "signals:read" | "statistics:read" | "organisations:read" | "organisations:propose" | "organisations:write" | "focal_points:read" | "focal_points:request" | "focal_points:name" | "members:read" | "members:create" | "members:write" | "members:export" | "members:erase" | "memberships:read" | "memberships:write" | "applications:read" | "applications:write" | "applications:decide" | "decisions:read" | "decisions:write" | "imports:read" | "imports:write" | "clients:read" | "clients:write" | "audit:read")[];
            /**
             * Expires In Days
             * @description Twelve months at most; a new key is made before the old one ends.
             * @default 365
             */
            expires_in_days: number;
        };
        /**
         * ClientMade
         * @description With a new key, shown this once.
         */
        ClientMade: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /** Organisation Id */
            organisation_id: string | null;
            /** Scopes */
            scopes: string[];
            /**
             * Made By
             * @description The focal point who looks after it; null, the secretariat.
             */
            made_by: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Revoked At */
            revoked_at: string | null;
            /**
             * Keys
             * @description The newest first, with those that are over.
             */
            keys: components["schemas"]["KeyRead"][];
            /** Key */
            key: string;
        };
        /** ClientRead */
        ClientRead: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /** Organisation Id */
            organisation_id: string | null;
            /** Scopes */
            scopes: string[];
            /**
             * Made By
             * @description The focal point who looks after it; null, the secretariat.
             */
            made_by: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Revoked At */
            revoked_at: string | null;
            /**
             * Keys
             * @description The newest first, with those that are over.
             */
            keys: components["schemas"]["KeyRead"][];
        };
        /**
         * CodeRequest
         * @description Ask for a code by mail. The answer is the same for an address that nobody here has.
         */
        CodeRequest: {
            /** Email */
            email: string;
        };
        /**
         * Column
         * @description One column of the published table, in the sheet's own words, and the rules the software enforces for it.
         */
        Column: {
            space_type: components["schemas"]["SpaceType"];
            /** Institutional Membership */
            institutional_membership: boolean;
            /** Individual Membership */
            individual_membership: boolean;
            /** Open To Wg Members Only */
            open_to_wg_members_only: boolean;
            /** Open To All Members */
            open_to_all_members: boolean;
            /** Application Needed */
            application_needed: boolean;
            /** @description Null is “Unlimited”. */
            average_members: components["schemas"]["UsualSize"] | null;
            /** Duration */
            duration: string;
            /**
             * Enforced
             * @description Each rule with its values and its source, such as S22 or R6.
             */
            enforced: {
                [key: string]: unknown;
            };
        };
        /** CommentCreate */
        CommentCreate: {
            /** Content */
            content: string;
        };
        /** CommentRead */
        CommentRead: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Space Id
             * Format: uuid
             */
            space_id: string;
            /**
             * Author Id
             * Format: uuid
             */
            author_id: string;
            /**
             * Author Name
             * @description Null where the caller may not know the person.
             */
            author_name: string | null;
            /** Content */
            content: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
        };
        /**
         * Confirmation
         * @description Prove once more who you are: with the second factor, or with a new code from the mailbox.
         */
        Confirmation: {
            /** Totp */
            totp?: string | null;
            /** Challenge Id */
            challenge_id?: string | null;
            /** Code */
            code?: string | null;
        };
        /**
         * ConsentForm
         * @description A person sends nothing: it is given now. The secretariat says when and how the person agreed.
         */
        ConsentForm: {
            /** Given On */
            given_on?: string | null;
            /**
             * Source
             * @example signed form of the Nairobi workshop
             */
            source?: string | null;
        };
        /**
         * ConsentGiven
         * @description When and how the person agreed.
         */
        ConsentGiven: {
            /**
             * Given On
             * Format: date
             */
            given_on: string;
            /** Source */
            source: string;
        };
        /** ConsentList */
        ConsentList: {
            /** Items */
            items: components["schemas"]["ConsentRecord"][];
        };
        /** ConsentRead */
        ConsentRead: {
            /**
             * Given On
             * Format: date
             */
            given_on: string;
            /** Source */
            source: string;
        };
        /** ConsentRecord */
        ConsentRecord: {
            /**
             * Given On
             * Format: date
             */
            given_on: string;
            /** Source */
            source: string;
            /** Withdrawn On */
            withdrawn_on: string | null;
        };
        /** ConsentWithdrawal */
        ConsentWithdrawal: {
            /** Reason */
            reason?: string | null;
        };
        /**
         * Consequences
         * @description What a step would end or flag, and the `hash` that stands for exactly this.
         */
        Consequences: {
            /** To */
            to: string;
            /** Hash */
            hash: string;
            /**
             * Findings
             * @description Whether the rules allow the step as things stand.
             */
            findings: components["schemas"]["FindingRead"][];
            /**
             * Spaces Ended
             * @description Workstreams that end with it.
             */
            spaces_ended: components["schemas"]["EndingSpace"][];
            /** Seats Ended */
            seats_ended: components["schemas"]["EndingSeat"][];
            /** Applications Lapsed */
            applications_lapsed: string[];
            /** Leaders Ended */
            leaders_ended: string[];
            /**
             * Tasks Dropped
             * @description Tasks still open.
             */
            tasks_dropped: string[];
            /** Linkages Ended */
            linkages_ended: string[];
            /**
             * Collaboratives Flagged
             * @description They stay, with `eligibility_lapsed` (R22).
             */
            collaboratives_flagged: components["schemas"]["EndingSpace"][];
            /**
             * Seats Flagged
             * @description Collaborative seats that stay and rest on no working-group seat any more (R22).
             */
            seats_flagged: components["schemas"]["EndingSeat"][];
        };
        /** CountryFigure */
        CountryFigure: {
            /**
             * Country
             * @description Null: those of no known country; for the public, together with those of countries with few.
             */
            country: string | null;
            /** Count */
            count: number | null;
        };
        /** CredentialsConfirm */
        CredentialsConfirm: {
            /** Totp */
            totp: string;
        };
        /**
         * CredentialsCreate
         * @description Take up password and second factor with the code an admin handed over.
         */
        CredentialsCreate: {
            /** Enrolment Code */
            enrolment_code: string;
            /** Password */
            password: string;
        };
        /**
         * CredentialsRead
         * @description Shown once: the authenticator's secret, and codes for the day the phone is lost.
         */
        CredentialsRead: {
            /** Totp Secret */
            totp_secret: string;
            /** Otpauth Uri */
            otpauth_uri: string;
            /** Recovery Codes */
            recovery_codes: string[];
        };
        /**
         * DecisionCreate
         * @description What a body decided, when, and where the minutes are (R17). One representative's click is no decision.
         */
        DecisionCreate: {
            /**
             * Body Id
             * Format: uuid
             * @description The space that decided: the Steering Group.
             */
            body_id: string;
            subject_type: components["schemas"]["DecisionSubject"];
            /**
             * Subject Id
             * Format: uuid
             * @description Of an extension or a mandate: the space that it is for.
             */
            subject_id: string;
            outcome: components["schemas"]["DecisionOutcome"];
            /**
             * Decided On
             * Format: date
             */
            decided_on: string;
            /** Minutes Reference */
            minutes_reference: string;
        };
        /**
         * DecisionOnApplication
         * @description Accept or decline; declining needs a reason (R12).
         */
        DecisionOnApplication: {
            /**
             * Outcome
             * @enum {string}
             */
            outcome: "accepted" | "declined";
            /** Reason */
            reason?: string | null;
            /**
             * Starts On
             * @description The seat's first day; today when left out.
             */
            starts_on?: string | null;
            /**
             * Decision Id
             * @description The collective decision, where one decides.
             */
            decision_id?: string | null;
            /**
             * Grant Partner
             * @description Grant partner status with the seat, explicitly (R24).
             * @default false
             */
            grant_partner: boolean;
            /** Override Reason */
            override_reason?: string | null;
        };
        /**
         * DecisionOutcome
         * @enum {string}
         */
        DecisionOutcome: "approved" | "rejected";
        /** DecisionRead */
        DecisionRead: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Body Id
             * Format: uuid
             */
            body_id: string;
            subject_type: components["schemas"]["DecisionSubject"];
            /**
             * Subject Id
             * Format: uuid
             */
            subject_id: string;
            outcome: components["schemas"]["DecisionOutcome"];
            /**
             * Decided On
             * Format: date
             */
            decided_on: string;
            /** Minutes Reference */
            minutes_reference: string;
            /**
             * Recorded By
             * Format: uuid
             */
            recorded_by: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
        };
        /**
         * DecisionSubject
         * @enum {string}
         */
        DecisionSubject: "space" | "extension" | "application" | "mandate" | "plan";
        /**
         * Door
         * @enum {string}
         */
        Door: "application" | "join" | "invitation" | "appointment";
        /**
         * EligibilityQuestion
         * @description May this holder take a seat there, through that door? Without `door`: the type's first.
         */
        EligibilityQuestion: {
            /**
             * Space Id
             * Format: uuid
             */
            space_id: string;
            /** Member Id */
            member_id?: string | null;
            /** Organisation Id */
            organisation_id?: string | null;
            door?: components["schemas"]["Door"] | null;
            /** Call Id */
            call_id?: string | null;
        };
        /**
         * EligibilityRead
         * @description Holder, space and door as judged by the engine that POST uses. What belongs to the form is judged there.
         */
        EligibilityRead: {
            /** Eligible */
            eligible: boolean;
            door: components["schemas"]["Door"];
            /** Findings */
            findings: components["schemas"]["FindingRead"][];
        };
        /** EmailChangeConfirm */
        EmailChangeConfirm: {
            /** Code */
            code: string;
        };
        /**
         * EndReason
         * @description Why a space or a seat ended. The rulebook says which ones end a space of a type.
         * @enum {string}
         */
        EndReason: "tasks_completed" | "interest_lapsed" | "mandate_closed" | "period_completed" | "parent_ended" | "closed_by_decision" | "space_disbanded" | "mandate_ended" | "term_ended" | "appointment_ended" | "parent_seat_ended" | "linked_seat_ended" | "withdrawn" | "removed" | "member_left" | "member_erased" | "merged" | "recorded_in_error";
        /** EndingSeat */
        EndingSeat: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Space Id
             * Format: uuid
             */
            space_id: string;
            /** Organisation Id */
            organisation_id: string | null;
            /** Organisation Name */
            organisation_name: string | null;
            /** Member Id */
            member_id: string | null;
        };
        /** EndingSpace */
        EndingSpace: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
        };
        /**
         * EnrolmentRead
         * @description Shown once: hand it to the person by another way than their mailbox.
         */
        EnrolmentRead: {
            /** Enrolment Code */
            enrolment_code: string;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
        };
        /**
         * Export
         * @description Everything held about one person.
         */
        Export: {
            /**
             * Member Id
             * Format: uuid
             */
            member_id: string;
            /**
             * Made At
             * Format: date-time
             */
            made_at: string;
            /**
             * Parts
             * @description Only those in which something is held.
             */
            parts: components["schemas"]["ExportPart"][];
        };
        /**
         * ExportPart
         * @description The rows of one kind, and where they come from.
         */
        ExportPart: {
            /** Name */
            name: string;
            /** Source */
            source: string;
            /** Rows */
            rows: {
                [key: string]: unknown;
            }[];
        };
        /**
         * ExtensionCreate
         * @description A later day on which the mandate, or a workstream, should end; by the Steering Group's recorded decision.
         */
        ExtensionCreate: {
            /**
             * Due On
             * Format: date
             */
            due_on: string;
            /**
             * Decision Id
             * Format: uuid
             * @description Of subject `extension` on this space; it extends once.
             */
            decision_id: string;
        };
        /**
         * ExtensionOfMandate
         * @description One move of the due day.
         */
        ExtensionOfMandate: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Former Due On
             * Format: date
             */
            former_due_on: string;
            /**
             * Due On
             * Format: date
             */
            due_on: string;
            /**
             * Decision Id
             * Format: uuid
             */
            decision_id: string;
        };
        /** ExtensionRead */
        ExtensionRead: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Space Id
             * Format: uuid
             */
            space_id: string;
            /**
             * Mandate Id
             * @description Null for a workstream, which has no mandate of its own.
             */
            mandate_id: string | null;
            /**
             * Former Due On
             * Format: date
             */
            former_due_on: string;
            /**
             * Due On
             * Format: date
             */
            due_on: string;
            /**
             * Decision Id
             * Format: uuid
             */
            decision_id: string;
            /**
             * Recorded At
             * Format: date-time
             */
            recorded_at: string;
        };
        /**
         * FindingRead
         * @description One verdict of the rules, with its sentence in the caller's language and the network's own words.
         */
        FindingRead: {
            /** Code */
            code: string;
            outcome: components["schemas"]["Outcome"];
            /** Detail */
            detail: string;
            /** Params */
            params: {
                [key: string]: unknown;
            };
            /** Source */
            source: string;
            /** Quote */
            quote: string;
        };
        /**
         * FocalPointCreate
         * @description Oneself, to ask for it; or somebody else, named by another focal point or the secretariat.
         */
        FocalPointCreate: {
            /**
             * Member Id
             * Format: uuid
             */
            member_id: string;
        };
        /** FocalPointEnd */
        FocalPointEnd: {
            /** Reason */
            reason?: string | null;
        };
        /**
         * FocalPointRead
         * @description One person who speaks for an organisation, asks to, or did.
         */
        FocalPointRead: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Organisation Id
             * Format: uuid
             */
            organisation_id: string;
            /**
             * Member Id
             * Format: uuid
             */
            member_id: string;
            /**
             * Full Name
             * @description Null where the caller may not know who it is.
             */
            full_name: string | null;
            status: components["schemas"]["FocalPointStatus"];
            /**
             * Starts On
             * Format: date
             * @description While it is asked for: the day of asking.
             */
            starts_on: string;
            /** Ends On */
            ends_on: string | null;
            /** Confirmed At */
            confirmed_at: string | null;
            /**
             * Named By
             * @description Who named the person, or confirmed what they asked for.
             */
            named_by: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
        };
        /**
         * FocalPointStatus
         * @description Asked for by the person; then they speak for the organisation; then they did.
         * @enum {string}
         */
        FocalPointStatus: "requested" | "confirmed" | "ended";
        /**
         * Gap
         * @description Days on which nobody who has agreed was the primary representative; it lasts where it has no end.
         */
        Gap: {
            /**
             * Starts On
             * Format: date
             */
            starts_on: string;
            /** Ends On */
            ends_on: string | null;
        };
        /** HeldRole */
        HeldRole: {
            role: components["schemas"]["Role"];
            /** Space Id */
            space_id?: string | null;
            /** Organisation Id */
            organisation_id?: string | null;
        };
        /**
         * ImportKind
         * @enum {string}
         */
        ImportKind: "members" | "roster" | "organisations";
        /**
         * ImportRead
         * @description An import under way: nothing is written before its commit. `counts` add up to `rows_read`.
         */
        ImportRead: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            kind: components["schemas"]["ImportKind"];
            status: components["schemas"]["ImportStatus"];
            /** File Name */
            file_name: string | null;
            /** Rows Read */
            rows_read: number;
            /** Counts */
            counts: {
                [key: string]: number;
            };
            /**
             * Columns
             * @description All columns of the file, in its order.
             */
            columns: string[];
            /**
             * Unknown Columns
             * @description Columns of the file that are not known here; they were not read.
             */
            unknown_columns: string[];
            progress: components["schemas"]["Progress"];
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Committed At */
            committed_at: string | null;
            /**
             * Problems Url
             * @description The rows that were refused, each with its number, field, code and reason.
             */
            readonly problems_url: string;
        };
        /**
         * ImportResult
         * @description The verdict on one row of a file.
         * @enum {string}
         */
        ImportResult: "created" | "updated" | "unchanged" | "duplicate_in_file" | "conflict" | "suppressed" | "error";
        /**
         * ImportRowRead
         * @description The verdict on one row, under the file's own row number.
         */
        ImportRowRead: {
            /** Row */
            row: number;
            result: components["schemas"]["ImportResult"];
            /** Field */
            field: string | null;
            /** Code */
            code: string | null;
            /** Detail */
            detail: string | null;
            /** Params */
            params: {
                [key: string]: unknown;
            };
            /** Changed */
            changed: string[];
            /** Member Id */
            member_id: string | null;
        };
        /**
         * ImportStatus
         * @enum {string}
         */
        ImportStatus: "previewing" | "previewed" | "committing" | "committed" | "undoing" | "undone" | "failed";
        /**
         * KeyCreate
         * @description A second key, to change over to.
         */
        KeyCreate: {
            /**
             * Expires In Days
             * @description Twelve months at most; a new key is made before the old one ends.
             * @default 365
             */
            expires_in_days: number;
        };
        /**
         * KeyRead
         * @description What is known of a key but the key itself; `prefix` is its second part, to tell one from the other.
         */
        KeyRead: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Prefix */
            prefix: string;
            /**
             * Made By
             * @description The focal point who was shown it; null, the secretariat.
             */
            made_by: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /** Revoked At */
            revoked_at: string | null;
            /**
             * Last Used At
             * @description To five minutes.
             */
            last_used_at: string | null;
        };
        /**
         * Kind
         * @description Whose seat it is: an organisation's or a member's (S3).
         * @enum {string}
         */
        Kind: "institutional" | "individual";
        /** LanguageFigure */
        LanguageFigure: {
            /**
             * Language
             * @description Null: those of no known language; for the public, together with those of languages with few.
             */
            language: string | null;
            /** Count */
            count: number | null;
        };
        /**
         * LeaderCreate
         * @description Name somebody who leads the space; with `succeeds`, in the place of somebody, who ends the day they begin.
         */
        LeaderCreate: {
            /**
             * Member Id
             * Format: uuid
             */
            member_id: string;
            role: components["schemas"]["LeaderRole"];
            /**
             * Acting
             * @description For a time, until somebody is named for good.
             * @default false
             */
            acting: boolean;
            /**
             * Starts On
             * @description Today when left out.
             */
            starts_on?: string | null;
            /**
             * Due On
             * @description Only while acting: the day on which that is over.
             */
            due_on?: string | null;
            /**
             * Succeeds
             * @description The leading role that is handed over.
             */
            succeeds?: string | null;
            /**
             * Override Reason
             * @description The secretariat's, for a leader without a seat (R3).
             */
            override_reason?: string | null;
        };
        /**
         * LeaderEnd
         * @description Step down, or be ended.
         */
        LeaderEnd: {
            /**
             * Ends On
             * @description Today when left out, or the day on which it would begin.
             */
            ends_on?: string | null;
            /**
             * Reason
             * @description Needed where somebody else ends the role.
             */
            reason?: string | null;
        };
        /** LeaderRead */
        LeaderRead: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            role: components["schemas"]["LeaderRole"];
            /** Acting */
            acting: boolean;
            /**
             * Member Id
             * @description Null where the caller may not know the person.
             */
            member_id: string | null;
            /**
             * Name
             * @description Also shown to anybody where the person chose so (`visibility.leading`), while they lead.
             */
            name: string | null;
            /** Organisation Id */
            organisation_id: string | null;
            /** Organisation Name */
            organisation_name: string | null;
            /**
             * Starts On
             * Format: date
             */
            starts_on: string;
            /**
             * Due On
             * @description Acting until that day; over then, whether or not it was written.
             */
            due_on: string | null;
            /**
             * Space Id
             * Format: uuid
             */
            space_id: string;
            /**
             * Membership Id
             * @description The seat it hangs on; null for staff.
             */
            membership_id: string | null;
            /** Ends On */
            ends_on: string | null;
            /**
             * Overridden
             * @description Refusals of policy that the secretariat overrode (R3).
             */
            overridden: string[];
            /**
             * Override Reason
             * @description For whoever may read the seat.
             */
            override_reason: string | null;
        };
        /**
         * LeaderRole
         * @enum {string}
         */
        LeaderRole: "chair" | "convener" | "facilitator" | "lead" | "coordinator";
        /**
         * LinkageCreate
         * @description Two spaces at work, and what they do together (S40). What a space is built on stands with the space.
         */
        LinkageCreate: {
            /**
             * From Id
             * Format: uuid
             * @description The space that guides; of a shared activity, either.
             */
            from_id: string;
            /**
             * To Id
             * Format: uuid
             */
            to_id: string;
            kind: components["schemas"]["LinkageKind"];
            /** Purpose */
            purpose: string;
            /**
             * Starts On
             * @description Today when left out.
             */
            starts_on?: string | null;
            /** Ends On */
            ends_on?: string | null;
        };
        /** LinkageEnd */
        LinkageEnd: {
            /**
             * Ends On
             * @description The first day without it; today when left out.
             */
            ends_on?: string | null;
        };
        /**
         * LinkageKind
         * @description The dotted lines of the diagram (S40).
         * @enum {string}
         */
        LinkageKind: "shared_activity" | "technical_guidance";
        /** LinkageRead */
        LinkageRead: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * From Id
             * Format: uuid
             */
            from_id: string;
            /**
             * To Id
             * Format: uuid
             */
            to_id: string;
            kind: components["schemas"]["LinkageKind"];
            /** Purpose */
            purpose: string;
            /**
             * Starts On
             * Format: date
             */
            starts_on: string;
            /** Ends On */
            ends_on: string | null;
            /**
             * Is Demo
             * @description Made up for the demo network.
             */
            is_demo: boolean;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
        };
        /** LinkageUpdate */
        LinkageUpdate: {
            /** Purpose */
            purpose?: string;
        };
        /**
         * MandateCreate
         * @description The next mandate of a working group: three years from its first day. No seat carries over (R21).
         */
        MandateCreate: {
            /**
             * Starts On
             * Format: date
             */
            starts_on: string;
            /**
             * Decision Id
             * Format: uuid
             * @description Of subject `mandate` on this space; it opens one mandate.
             */
            decision_id: string;
            /**
             * Consequences
             * @description The `hash` of what the end of the former mandate ends, as previewed; where it is sent, it must fit.
             */
            consequences?: string | null;
        };
        /**
         * MandateEnd
         * @description A closing decision ends a mandate without a next one: the group stays, and takes no seats.
         */
        MandateEnd: {
            /**
             * Ends On
             * @description Today when left out.
             */
            ends_on?: string | null;
            /**
             * Decision Id
             * Format: uuid
             * @description Of subject `mandate` on this space.
             */
            decision_id: string;
            /** Consequences */
            consequences: string;
        };
        /** MandateRead */
        MandateRead: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Space Id
             * Format: uuid
             */
            space_id: string;
            /**
             * Starts On
             * Format: date
             */
            starts_on: string;
            /**
             * Ends On
             * @description When it really ended, or is to by a recorded decision.
             */
            ends_on: string | null;
            /**
             * Due On
             * Format: date
             */
            due_on: string;
            /**
             * First Due On
             * Format: date
             * @description When it should have ended, before any extension (R20).
             */
            first_due_on: string;
            /**
             * Opened By
             * @description The decision; the first mandate comes with the space.
             */
            opened_by: string | null;
            /** Closed By */
            closed_by: string | null;
            /** Extensions */
            extensions: components["schemas"]["ExtensionOfMandate"][];
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
        };
        /**
         * MeRead
         * @description The caller.
         */
        MeRead: {
            kind: components["schemas"]["ActorKind"];
            /** Id */
            id: string | null;
            /** Roles */
            roles: components["schemas"]["HeldRole"][];
            /**
             * Permissions
             * @description What the caller may do to something, at least to their own.
             */
            permissions: components["schemas"]["Permission"][];
            member: components["schemas"]["MemberRead"] | null;
            /** Organisations */
            organisations: components["schemas"]["OwnOrganisation"][];
            session: components["schemas"]["SessionRead"] | null;
        };
        /**
         * MemberCreate
         * @description A person. `active` needs consent; without it nobody is more than `unconfirmed`.
         */
        MemberCreate: {
            /**
             * Full Name
             * @description In any script; never split.
             */
            full_name: string;
            /** Given Name */
            given_name?: string | null;
            /** Family Name */
            family_name?: string | null;
            /** Email */
            email?: string | null;
            /** Country */
            country?: string | null;
            /**
             * Languages
             * @default []
             */
            languages: string[];
            /**
             * Topics
             * @default []
             */
            topics: string[];
            /** Status */
            status?: ("active" | "unconfirmed" | "external") | null;
            consent?: components["schemas"]["ConsentGiven"] | null;
            /**
             * External Ref
             * @description The name the secretariat's own list has for the person.
             */
            external_ref?: string | null;
            /**
             * Affiliations
             * @default []
             */
            affiliations: components["schemas"]["AffiliationForm"][];
            /** @default {} */
            visibility: components["schemas"]["Visibility"];
            /**
             * At Risk
             * @description Others know the person by the pseudonym alone.
             * @default false
             */
            at_risk: boolean;
            /** Pseudonym */
            pseudonym?: string | null;
        };
        /**
         * MemberPage
         * @description Part of a list of members.
         */
        MemberPage: {
            /** Items */
            items: components["schemas"]["MemberRead"][];
            /** Next Cursor */
            next_cursor: string | null;
            /** Total */
            total?: number | null;
        };
        /**
         * MemberRead
         * @description A person as the caller may see them (docs: rules/field_classes.py).
         */
        MemberRead: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Full Name */
            full_name?: string;
            /** Given Name */
            given_name?: string | null;
            /** Family Name */
            family_name?: string | null;
            /** Email */
            email?: string | null;
            /** Country */
            country?: string | null;
            /**
             * Languages
             * @default []
             */
            languages: string[];
            /**
             * Topics
             * @default []
             */
            topics: string[];
            status?: components["schemas"]["MemberStatus"];
            /** External Ref */
            external_ref?: string | null;
            /**
             * Affiliations
             * @default []
             */
            affiliations: components["schemas"]["AffiliationRead"][];
            /**
             * Consents
             * @default []
             */
            consents: components["schemas"]["ConsentRecord"][];
            /**
             * Visibility
             * @default {}
             */
            visibility: {
                [key: string]: unknown;
            };
            /** At Risk */
            at_risk?: boolean;
            /** Pseudonym */
            pseudonym?: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at?: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at?: string;
        };
        /**
         * MemberStatus
         * @enum {string}
         */
        MemberStatus: "unconfirmed" | "active" | "external" | "suspended" | "left" | "erased";
        /**
         * MemberUpdate
         * @description Only what is sent is changed. Of `affiliations` one that lasts and is left out ends today; what has ended stays.
         *
         *     Each means the one of its organisation and first day, else the present one there, whose first day it corrects.
         */
        MemberUpdate: {
            /** Full Name */
            full_name?: string;
            /** Given Name */
            given_name?: string | null;
            /** Family Name */
            family_name?: string | null;
            /** Email */
            email?: string | null;
            /** Country */
            country?: string | null;
            /** Languages */
            languages?: string[];
            /** Topics */
            topics?: string[];
            /**
             * Status
             * @enum {string}
             */
            status?: "active" | "unconfirmed" | "external" | "suspended" | "left";
            consent?: components["schemas"]["ConsentGiven"];
            /** External Ref */
            external_ref?: string | null;
            /** Affiliations */
            affiliations?: components["schemas"]["AffiliationForm"][];
            visibility?: components["schemas"]["Visibility"];
            /** At Risk */
            at_risk?: boolean;
            /** Pseudonym */
            pseudonym?: string | null;
            /**
             * Reason
             * @description The secretariat's, for changing an address that is in use.
             */
            reason?: string | null;
        };
        /**
         * MembershipCreate
         * @description Join a language community, appoint staff, or record a seat; an `ends_on` in the past records history (R30).
         */
        MembershipCreate: {
            /**
             * Space Id
             * Format: uuid
             */
            space_id: string;
            /** @description Told by the holder; where it is sent, the two must agree. */
            kind?: components["schemas"]["Kind"] | null;
            /** Organisation Id */
            organisation_id?: string | null;
            /** Member Id */
            member_id?: string | null;
            /**
             * Representatives
             * @default []
             */
            representatives: components["schemas"]["RecordedRepresentative"][];
            /**
             * Host Organisation Id
             * @description The partner that hosts a member of staff (S12).
             */
            host_organisation_id?: string | null;
            /**
             * Starts On
             * @description Today when left out.
             */
            starts_on?: string | null;
            /** Ends On */
            ends_on?: string | null;
            end_reason?: components["schemas"]["EndReason"] | null;
            /**
             * Override Reason
             * @description The secretariat's, for a refusal of policy (R3).
             */
            override_reason?: string | null;
        };
        /**
         * MembershipEnd
         * @description Leave, or be ended. The day may lie ahead, or behind where that is when it really ended.
         */
        MembershipEnd: {
            /**
             * Ends On
             * @description Today when left out.
             */
            ends_on?: string | null;
            /**
             * Reason
             * @description Needed where somebody else ends the seat.
             */
            reason?: string | null;
        };
        /** MembershipRead */
        MembershipRead: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Space Id
             * Format: uuid
             */
            space_id: string;
            space_type: components["schemas"]["SpaceType"];
            kind: components["schemas"]["Kind"];
            /** Organisation Id */
            organisation_id: string | null;
            /** Member Id */
            member_id: string | null;
            /**
             * Representatives
             * @description Those of the day, and those to come.
             */
            representatives: components["schemas"]["RepresentativeRead"][];
            /** Host Organisation Id */
            host_organisation_id: string | null;
            /**
             * Starts On
             * Format: date
             */
            starts_on: string;
            /** Ends On */
            ends_on: string | null;
            /**
             * Due On
             * @description When its term or the mandate it belongs to should end.
             */
            due_on: string | null;
            end_reason: components["schemas"]["EndReason"] | null;
            /**
             * Eligibility Lapsed On
             * @description The day a closing took the last seat it rested on; it stays, flagged (R22).
             */
            eligibility_lapsed_on: string | null;
            /**
             * Term Exempt
             * @description No term ends it, and its years count towards none (R28).
             */
            term_exempt: boolean;
            /** Term Exempt Reason */
            term_exempt_reason: string | null;
            /** Historic */
            historic: boolean;
            /** Rulebook */
            rulebook: number;
            /** Application Id */
            application_id: string | null;
            /** Overridden */
            overridden: string[];
            /** Override Reason */
            override_reason: string | null;
            /**
             * Signals
             * @description Warnings about the seat as it stands, such as a gap.
             */
            signals: components["schemas"]["FindingRead"][];
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
        };
        /**
         * MembershipUpdate
         * @description Correct a date, with a reason; the seat is judged again.
         */
        MembershipUpdate: {
            /**
             * Starts On
             * Format: date
             */
            starts_on?: string;
            /** Ends On */
            ends_on?: string | null;
            /** Reason */
            reason: string;
            /** Override Reason */
            override_reason?: string | null;
        };
        /** MonthFigures */
        MonthFigures: {
            /**
             * Month
             * @description Such as 2026-05; the last one goes to `as_of`.
             */
            month: string;
            /** Joined */
            joined: number | null;
            /** Left */
            left: number | null;
            /**
             * Total
             * @description At the end of the month.
             */
            total: number | null;
        };
        /**
         * NamedRepresentative
         * @description A person who is to fill the seat: affiliated to the organisation, a member or not (R32).
         */
        NamedRepresentative: {
            role: components["schemas"]["RepresentativeRole"];
            /**
             * Member Id
             * Format: uuid
             */
            member_id: string;
        };
        /**
         * NetworkEdge
         * @description Built on (`parent`, `sponsor`, `supports`): from a space to what it is built on. Or a linkage, with its `id`.
         */
        NetworkEdge: {
            /** Id */
            id: string | null;
            /**
             * From Id
             * Format: uuid
             */
            from_id: string;
            /**
             * To Id
             * Format: uuid
             */
            to_id: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "parent" | "sponsor" | "supports" | "shared_activity" | "technical_guidance";
            /** Purpose */
            purpose: string | null;
            /**
             * Is Demo
             * @description This line is made up, whatever the spaces are.
             */
            is_demo: boolean;
        };
        /** NetworkNode */
        NetworkNode: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Slug */
            slug: string;
            /** Name */
            name: string;
            type: components["schemas"]["SpaceType"];
            scope: components["schemas"]["Scope"];
            /** Language */
            language: string | null;
            /** Seats Taken */
            seats_taken: number;
            /**
             * Is Demo
             * @description The space itself is made up for the demo network.
             */
            is_demo: boolean;
        };
        /**
         * NetworkRead
         * @description Spaces active that day, and the lines between these.
         */
        NetworkRead: {
            /**
             * As Of
             * Format: date
             */
            as_of: string;
            /** Nodes */
            nodes: components["schemas"]["NetworkNode"][];
            /** Edges */
            edges: components["schemas"]["NetworkEdge"][];
        };
        /** OrganisationCreate */
        OrganisationCreate: {
            /** Name */
            name: string;
            /** Short Name */
            short_name?: string | null;
            /**
             * Slug
             * @description Made from the name when left out.
             */
            slug?: string | null;
            type: components["schemas"]["OrganisationType"];
            /** Country */
            country?: string | null;
            /** Website */
            website?: string | null;
            /** Parent Id */
            parent_id?: string | null;
            partner?: components["schemas"]["PartnerPeriod"] | null;
            /**
             * Aliases
             * @default []
             */
            aliases: components["schemas"]["Alias"][];
        };
        /** OrganisationRead */
        OrganisationRead: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /** Short Name */
            short_name: string | null;
            /** Slug */
            slug: string;
            type: components["schemas"]["OrganisationType"];
            /** Country */
            country: string | null;
            /** Website */
            website: string | null;
            /** Parent Id */
            parent_id: string | null;
            /** @description The relation that holds today, or null. */
            partner: components["schemas"]["PartnerPeriodRead"] | null;
            /** Aliases */
            aliases: components["schemas"]["AliasRead"][];
            /**
             * Is Proposed
             * @description A member's proposal, seen by them and the secretariat alone until it is confirmed (R24).
             */
            is_proposed: boolean;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
        };
        /**
         * OrganisationType
         * @enum {string}
         */
        OrganisationType: "un_agency" | "multilateral" | "international_ngo" | "national_ngo" | "regional_ngo" | "community_based_organisation" | "network" | "bilateral_donor" | "foundation" | "government" | "academic" | "red_cross_red_crescent" | "private_sector" | "school" | "other";
        /** OrganisationTypeFigure */
        OrganisationTypeFigure: {
            type: components["schemas"]["OrganisationType"];
            /** Count */
            count: number | null;
        };
        /**
         * OrganisationUpdate
         * @description Only what is sent is changed. `partner`: null ends the relation today; it is the secretariat's to set.
         */
        OrganisationUpdate: {
            /** Name */
            name?: string;
            /** Short Name */
            short_name?: string | null;
            /** Slug */
            slug?: string;
            type?: components["schemas"]["OrganisationType"];
            /** Country */
            country?: string | null;
            /** Website */
            website?: string | null;
            /** Parent Id */
            parent_id?: string | null;
            partner?: components["schemas"]["PartnerPeriod"] | null;
            /** Aliases */
            aliases?: components["schemas"]["Alias"][];
        };
        /**
         * Outcome
         * @description What came of a finding: it refuses, it only warns, or the secretariat overrode it with a reason (R3).
         * @enum {string}
         */
        Outcome: "fail" | "warn" | "overridden";
        /**
         * OwnOrganisation
         * @description One the caller speaks for, or works for.
         */
        OwnOrganisation: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /** Slug */
            slug: string;
        };
        /** Page[ApplicationRead] */
        Page_ApplicationRead_: {
            /** Items */
            items: components["schemas"]["ApplicationRead"][];
            /** Next Cursor */
            next_cursor: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[AuditEventRead] */
        Page_AuditEventRead_: {
            /** Items */
            items: components["schemas"]["AuditEventRead"][];
            /** Next Cursor */
            next_cursor: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[ClientRead] */
        Page_ClientRead_: {
            /** Items */
            items: components["schemas"]["ClientRead"][];
            /** Next Cursor */
            next_cursor: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[CommentRead] */
        Page_CommentRead_: {
            /** Items */
            items: components["schemas"]["CommentRead"][];
            /** Next Cursor */
            next_cursor: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[DecisionRead] */
        Page_DecisionRead_: {
            /** Items */
            items: components["schemas"]["DecisionRead"][];
            /** Next Cursor */
            next_cursor: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[ExtensionRead] */
        Page_ExtensionRead_: {
            /** Items */
            items: components["schemas"]["ExtensionRead"][];
            /** Next Cursor */
            next_cursor: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[FocalPointRead] */
        Page_FocalPointRead_: {
            /** Items */
            items: components["schemas"]["FocalPointRead"][];
            /** Next Cursor */
            next_cursor: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[ImportRead] */
        Page_ImportRead_: {
            /** Items */
            items: components["schemas"]["ImportRead"][];
            /** Next Cursor */
            next_cursor: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[ImportRowRead] */
        Page_ImportRowRead_: {
            /** Items */
            items: components["schemas"]["ImportRowRead"][];
            /** Next Cursor */
            next_cursor: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[LeaderRead] */
        Page_LeaderRead_: {
            /** Items */
            items: components["schemas"]["LeaderRead"][];
            /** Next Cursor */
            next_cursor: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[LinkageRead] */
        Page_LinkageRead_: {
            /** Items */
            items: components["schemas"]["LinkageRead"][];
            /** Next Cursor */
            next_cursor: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[MandateRead] */
        Page_MandateRead_: {
            /** Items */
            items: components["schemas"]["MandateRead"][];
            /** Next Cursor */
            next_cursor: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[MembershipRead] */
        Page_MembershipRead_: {
            /** Items */
            items: components["schemas"]["MembershipRead"][];
            /** Next Cursor */
            next_cursor: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[OrganisationRead] */
        Page_OrganisationRead_: {
            /** Items */
            items: components["schemas"]["OrganisationRead"][];
            /** Next Cursor */
            next_cursor: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[PlanRead] */
        Page_PlanRead_: {
            /** Items */
            items: components["schemas"]["PlanRead"][];
            /** Next Cursor */
            next_cursor: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[RosterSeat] */
        Page_RosterSeat_: {
            /** Items */
            items: components["schemas"]["RosterSeat"][];
            /** Next Cursor */
            next_cursor: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[SignalRead] */
        Page_SignalRead_: {
            /** Items */
            items: components["schemas"]["SignalRead"][];
            /** Next Cursor */
            next_cursor: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[SpaceRead] */
        Page_SpaceRead_: {
            /** Items */
            items: components["schemas"]["SpaceRead"][];
            /** Next Cursor */
            next_cursor: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[TaskRead] */
        Page_TaskRead_: {
            /** Items */
            items: components["schemas"]["TaskRead"][];
            /** Next Cursor */
            next_cursor: string | null;
            /** Total */
            total?: number | null;
        };
        /**
         * PartnerPeriod
         * @description The formal relation with the network, `[starts_on, ends_on)`; `ends_on` null is open.
         */
        PartnerPeriod: {
            /**
             * Starts On
             * Format: date
             */
            starts_on: string;
            /** Ends On */
            ends_on?: string | null;
        };
        /** PartnerPeriodRead */
        PartnerPeriodRead: {
            /**
             * Starts On
             * Format: date
             */
            starts_on: string;
            /** Ends On */
            ends_on: string | null;
        };
        /** PasswordChange */
        PasswordChange: {
            /** Current Password */
            current_password: string;
            /** Totp */
            totp: string;
            /** Password */
            password: string;
        };
        /**
         * Permission
         * @enum {string}
         */
        Permission: "rules:read" | "me:read" | "sessions:start" | "sessions:manage" | "credentials:write" | "enrolments:write" | "spaces:read" | "spaces:write" | "spaces:propose" | "spaces:transition" | "leaders:write" | "mandates:write" | "tasks:read" | "tasks:write" | "plans:read" | "plans:write" | "linkages:write" | "comments:read" | "comments:write" | "signals:read" | "statistics:read" | "organisations:read" | "organisations:propose" | "organisations:write" | "focal_points:read" | "focal_points:request" | "focal_points:name" | "members:read" | "members:create" | "members:write" | "members:export" | "members:erase" | "memberships:read" | "memberships:write" | "applications:read" | "applications:write" | "applications:decide" | "decisions:read" | "decisions:write" | "imports:read" | "imports:write" | "clients:read" | "clients:write" | "audit:read";
        /**
         * PlanAdoption
         * @description The Steering Group names its decision, or leaves it to be found; a working group the day and its minutes.
         */
        PlanAdoption: {
            /** Decision Id */
            decision_id?: string | null;
            /** Adopted On */
            adopted_on?: string | null;
            /** Minutes Reference */
            minutes_reference?: string | null;
        };
        /**
         * PlanCreate
         * @description A draft, until it is adopted. A working group's is of one mandate and says its priorities (S18).
         */
        PlanCreate: {
            /** @description `goals` are the Steering Group's alone (S8). */
            kind: components["schemas"]["PlanKind"];
            /** Title */
            title: string;
            /**
             * Priorities
             * @description What comes first; a working group's has some.
             * @default []
             */
            priorities: string[];
            /** Content */
            content?: string | null;
            /** Link */
            link?: string | null;
            /**
             * Mandate Id
             * @description A working group's; the one in force when left out.
             */
            mandate_id?: string | null;
            /**
             * Starts On
             * @description The mandate's first day, or today, when left out.
             */
            starts_on?: string | null;
            /** Ends On */
            ends_on?: string | null;
        };
        /**
         * PlanKind
         * @description What the Steering Group sets for the network (S8); what a working group does within a mandate (S18).
         * @enum {string}
         */
        PlanKind: "goals" | "work_plan";
        /** PlanRead */
        PlanRead: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Space Id
             * Format: uuid
             */
            space_id: string;
            /** Mandate Id */
            mandate_id: string | null;
            kind: components["schemas"]["PlanKind"];
            /** Title */
            title: string;
            /** Priorities */
            priorities: string[];
            /** Content */
            content: string | null;
            /** Link */
            link: string | null;
            /**
             * Starts On
             * Format: date
             */
            starts_on: string;
            /** Ends On */
            ends_on: string | null;
            /**
             * Adopted On
             * @description Null while it is a draft.
             */
            adopted_on: string | null;
            /** Decision Id */
            decision_id: string | null;
            /** Minutes Reference */
            minutes_reference: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
        };
        /**
         * PlanUpdate
         * @description Only what is sent is changed; an adopted plan stays as it was adopted.
         */
        PlanUpdate: {
            /** Title */
            title?: string;
            /** Priorities */
            priorities?: string[];
            /** Content */
            content?: string | null;
            /** Link */
            link?: string | null;
            /**
             * Starts On
             * Format: date
             */
            starts_on?: string;
            /** Ends On */
            ends_on?: string | null;
        };
        /** Progress */
        Progress: {
            /** Done */
            done: number;
            /** Total */
            total: number;
        };
        /**
         * ProposalConfirm
         * @description The secretariat takes a member's proposal into the network.
         */
        ProposalConfirm: {
            /**
             * Slug
             * @description Made from the name when left out.
             */
            slug?: string | null;
        };
        /**
         * Publicity
         * @description The one choice that goes beyond the network (C0): to be named as who leads a space.
         * @enum {string}
         */
        Publicity: "public";
        /**
         * Recorded
         * @description An application received by other means, with the person's consent (R13).
         */
        Recorded: {
            /**
             * Received On
             * Format: date
             */
            received_on: string;
            /**
             * Means
             * @example e-mail
             */
            means: string;
            consent: components["schemas"]["ConsentGiven"];
        };
        /** RecordedRead */
        RecordedRead: {
            /**
             * Received On
             * Format: date
             */
            received_on: string;
            /** Means */
            means: string;
            consent: components["schemas"]["ConsentRead"];
        };
        /**
         * RecordedRepresentative
         * @description For part of the seat's time, where the secretariat records who followed whom.
         */
        RecordedRepresentative: {
            role: components["schemas"]["RepresentativeRole"];
            /**
             * Member Id
             * Format: uuid
             */
            member_id: string;
            /**
             * Starts On
             * @description The seat's first day when left out.
             */
            starts_on?: string | null;
            /**
             * Ends On
             * @description The seat's end when left out.
             */
            ends_on?: string | null;
        };
        /**
         * RecoveryCodes
         * @description Shown once; those before them no longer count.
         */
        RecoveryCodes: {
            /** Recovery Codes */
            recovery_codes: string[];
        };
        /**
         * Registration
         * @description Become a member. The code sent to the address completes it; until then nobody is added.
         */
        Registration: {
            /** Email */
            email: string;
            /**
             * Full Name
             * @description In any script; never split.
             */
            full_name: string;
            /** Given Name */
            given_name?: string | null;
            /** Family Name */
            family_name?: string | null;
            /** Country */
            country?: string | null;
            /**
             * Languages
             * @default []
             */
            languages: string[];
            /**
             * Topics
             * @default []
             */
            topics: string[];
            /**
             * Consent
             * @description The person agrees that the network keeps this about them.
             * @constant
             */
            consent: true;
        };
        /**
         * RepresentativeHistory
         * @description Everybody who filled the seat or is to fill it, oldest first, and the days on which nobody did.
         */
        RepresentativeHistory: {
            /** Items */
            items: components["schemas"]["RepresentativeRead"][];
            /** Gaps */
            gaps: components["schemas"]["Gap"][];
        };
        /**
         * RepresentativePut
         * @description Who fills the seat from a day on; whoever did until then is kept in its history.
         */
        RepresentativePut: {
            /**
             * Member Id
             * Format: uuid
             */
            member_id: string;
            /** Starts On */
            starts_on?: string | null;
        };
        /** RepresentativeRead */
        RepresentativeRead: {
            role: components["schemas"]["RepresentativeRole"];
            /**
             * Member Id
             * Format: uuid
             */
            member_id: string;
            /**
             * Starts On
             * Format: date
             */
            starts_on: string;
            /** Ends On */
            ends_on: string | null;
            /**
             * Agreed On
             * @description Null until the person has agreed; they fill no seat before.
             */
            agreed_on: string | null;
            /**
             * Attested Senior On
             * @description When they were attested to be a senior professional; asked in the Steering Group (S7).
             */
            attested_senior_on: string | null;
        };
        /**
         * RepresentativeRole
         * @enum {string}
         */
        RepresentativeRole: "primary" | "alternate";
        /**
         * Role
         * @description `person` is whoever has signed in; `member` an active one. Leaders of language communities are facilitators.
         * @enum {string}
         */
        Role: "public" | "person" | "member" | "facilitator" | "leader" | "focal_point" | "steering_representative" | "organisation_client" | "staff" | "admin" | "service_client";
        /** RosterRepresentative */
        RosterRepresentative: {
            role: components["schemas"]["RepresentativeRole"];
            /**
             * Member Id
             * Format: uuid
             */
            member_id: string;
            /**
             * Starts On
             * Format: date
             */
            starts_on: string;
            /** Ends On */
            ends_on: string | null;
            /**
             * Agreed On
             * @description Null until the person has agreed; they fill no seat before.
             */
            agreed_on: string | null;
            /**
             * Attested Senior On
             * @description When they were attested to be a senior professional; asked in the Steering Group (S7).
             */
            attested_senior_on: string | null;
            /**
             * Member Name
             * @description Null where the caller may not know the person.
             */
            member_name: string | null;
        };
        /**
         * RosterRole
         * @description A leading role that hangs on the seat on the day.
         */
        RosterRole: {
            role: components["schemas"]["LeaderRole"];
            /** Acting */
            acting: boolean;
        };
        /**
         * RosterSeat
         * @description One seat as the caller may see it. A person's name is never public (C0 is organisation, seat and role).
         */
        RosterSeat: {
            /**
             * Membership Id
             * Format: uuid
             */
            membership_id: string;
            kind: components["schemas"]["Kind"];
            /** Organisation Id */
            organisation_id: string | null;
            /** Organisation Name */
            organisation_name: string | null;
            /**
             * Member Id
             * @description Null where the caller may not know who holds or fills the seat.
             */
            member_id: string | null;
            /** Member Name */
            member_name: string | null;
            /**
             * Roles
             * @description Leading the space by this seat.
             */
            roles: components["schemas"]["RosterRole"][];
            /** Representatives */
            representatives: components["schemas"]["RosterRepresentative"][];
            /**
             * Starts On
             * Format: date
             */
            starts_on: string;
            /** Ends On */
            ends_on: string | null;
            /**
             * Signals
             * @description Warnings about the seat, as far as they are for the caller.
             */
            signals: components["schemas"]["FindingRead"][];
        };
        /**
         * Rule
         * @description One rule of one type, and the sentence it rests on.
         */
        Rule: {
            space_type: components["schemas"]["SpaceType"];
            /** Name */
            name: string;
            /** Value */
            value: {
                [key: string]: unknown;
            };
            /** Source */
            source: string;
            /** Quote */
            quote: string;
        };
        /** RulebookRead */
        RulebookRead: {
            /** Version */
            version: number;
            /**
             * Effective From
             * Format: date
             */
            effective_from: string;
            /** Effective Until */
            effective_until: string | null;
            /** Rules */
            rules: components["schemas"]["Rule"][];
        };
        /** RulebookSummary */
        RulebookSummary: {
            /** Version */
            version: number;
            /**
             * Effective From
             * Format: date
             */
            effective_from: string;
            /** Effective Until */
            effective_until: string | null;
        };
        /** Rulebooks */
        Rulebooks: {
            /** Items */
            items: components["schemas"]["RulebookSummary"][];
            /** Next Cursor */
            next_cursor?: null;
        };
        /**
         * Scope
         * @enum {string}
         */
        Scope: "global" | "regional" | "local";
        /**
         * SessionEnded
         * @description A session that is over; the caller's own takes its cookie with it.
         */
        SessionEnded: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            method: components["schemas"]["SignInMethod"];
            /**
             * Device
             * @description What the browser says it is.
             */
            device: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Last Seen At
             * Format: date-time
             * @description To the minute.
             */
            last_seen_at: string;
            /**
             * Expires At
             * Format: date-time
             * @description At the latest; earlier when it is not used.
             */
            expires_at: string;
            /**
             * Confirmed Until
             * Format: date-time
             * @description Until then keys, exports and overrides ask for nothing more.
             */
            confirmed_until: string;
            /** Ended At */
            ended_at: string | null;
            /** Is Current */
            is_current: boolean;
        };
        /** SessionList */
        SessionList: {
            /** Items */
            items: components["schemas"]["SessionRead"][];
        };
        /**
         * SessionRead
         * @description One browser a person is signed in with.
         */
        SessionRead: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            method: components["schemas"]["SignInMethod"];
            /**
             * Device
             * @description What the browser says it is.
             */
            device: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Last Seen At
             * Format: date-time
             * @description To the minute.
             */
            last_seen_at: string;
            /**
             * Expires At
             * Format: date-time
             * @description At the latest; earlier when it is not used.
             */
            expires_at: string;
            /**
             * Confirmed Until
             * Format: date-time
             * @description Until then keys, exports and overrides ask for nothing more.
             */
            confirmed_until: string;
            /** Ended At */
            ended_at: string | null;
            /** Is Current */
            is_current: boolean;
        };
        /**
         * SessionStarted
         * @description A new session; its secret goes into the cookie and nowhere else.
         */
        SessionStarted: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            method: components["schemas"]["SignInMethod"];
            /**
             * Device
             * @description What the browser says it is.
             */
            device: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Last Seen At
             * Format: date-time
             * @description To the minute.
             */
            last_seen_at: string;
            /**
             * Expires At
             * Format: date-time
             * @description At the latest; earlier when it is not used.
             */
            expires_at: string;
            /**
             * Confirmed Until
             * Format: date-time
             * @description Until then keys, exports and overrides ask for nothing more.
             */
            confirmed_until: string;
            /** Ended At */
            ended_at: string | null;
            /** Is Current */
            is_current: boolean;
        };
        /**
         * SignIn
         * @description With a code from the mailbox, or with password and second factor.
         */
        SignIn: {
            /** Challenge Id */
            challenge_id?: string | null;
            /** Code */
            code?: string | null;
            /** Email */
            email?: string | null;
            /** Password */
            password?: string | null;
            /** Totp */
            totp?: string | null;
            /** Recovery Code */
            recovery_code?: string | null;
        };
        /**
         * SignInMethod
         * @description How a person proved who they are. The secretariat's roles ask for two factors.
         * @enum {string}
         */
        SignInMethod: "email_code" | "password_totp";
        /**
         * SignalRead
         * @description One thing that waits for somebody; `detail` says what to do, in the caller's language.
         */
        SignalRead: {
            /**
             * Code
             * @enum {string}
             */
            code: "size_outside_band" | "single_wg_only" | "no_leader" | "meeting_overdue" | "mandate_expired" | "mandate_ending" | "seat_without_representative" | "ready_to_disband" | "eligibility_lapsed" | "inactive" | "applications_waiting" | "proposal_waiting" | "term_ending" | "seniority_not_attested" | "task_overdue";
            /** Detail */
            detail: string;
            /** Params */
            params: {
                [key: string]: unknown;
            };
            /** Source */
            source: string;
            /** Quote */
            quote: string;
            /**
             * Space Id
             * Format: uuid
             */
            space_id: string;
            /** Space Name */
            space_name: string;
            /**
             * Membership Id
             * @description The seat it is about.
             */
            membership_id: string | null;
            /**
             * Organisation Id
             * @description Whose seat that is.
             */
            organisation_id: string | null;
            /** Organisation Name */
            organisation_name: string | null;
            /**
             * Task Id
             * @description The task it is about.
             */
            task_id: string | null;
            /**
             * Due On
             * @description When what it is about should end or be done; the past is overdue.
             */
            due_on: string | null;
            /**
             * Since
             * @description Since when it waits.
             */
            since: string | null;
        };
        /**
         * SpaceCreate
         * @description A proposal. What it is built on depends on its type: a parent, working groups, supported spaces, a language.
         */
        SpaceCreate: {
            type: components["schemas"]["SpaceType"];
            /** Name */
            name: string;
            /**
             * Slug
             * @description Made from the name when left out.
             */
            slug?: string | null;
            /** Purpose */
            purpose?: string | null;
            /** @default global */
            scope: components["schemas"]["Scope"];
            /**
             * Parent Id
             * @description A workstream's working group (S19).
             */
            parent_id?: string | null;
            /**
             * Working Group Ids
             * @description A collaborative's, two or more (S21).
             * @default []
             */
            working_group_ids: string[];
            /**
             * Supports Ids
             * @description What a reference group supports (S25).
             * @default []
             */
            supports_ids: string[];
            /**
             * Language
             * @description A language community's one language (S35).
             */
            language?: string | null;
            /** Seat Limit */
            seat_limit?: number | null;
            /** @default standing */
            admission: components["schemas"]["Admission"];
            /** Contact */
            contact?: string | null;
            /**
             * Successor Of
             * @description The disbanded space this one revives (R11).
             */
            successor_of?: string | null;
        };
        /** SpaceEligibility */
        SpaceEligibility: {
            /** Eligible */
            eligible: boolean;
            door: components["schemas"]["Door"];
            /** Findings */
            findings: components["schemas"]["FindingRead"][];
            /**
             * Space Id
             * Format: uuid
             */
            space_id: string;
            /** Space Name */
            space_name: string;
            space_type: components["schemas"]["SpaceType"];
            way: components["schemas"]["Way"];
        };
        /**
         * SpaceLeader
         * @description Who leads: the role is public, and the organisation by whose seat; the person as the caller may know them.
         */
        SpaceLeader: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            role: components["schemas"]["LeaderRole"];
            /** Acting */
            acting: boolean;
            /**
             * Member Id
             * @description Null where the caller may not know the person.
             */
            member_id: string | null;
            /**
             * Name
             * @description Also shown to anybody where the person chose so (`visibility.leading`), while they lead.
             */
            name: string | null;
            /** Organisation Id */
            organisation_id: string | null;
            /** Organisation Name */
            organisation_name: string | null;
            /**
             * Starts On
             * Format: date
             */
            starts_on: string;
            /**
             * Due On
             * @description Acting until that day; over then, whether or not it was written.
             */
            due_on: string | null;
        };
        /** SpaceRead */
        SpaceRead: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            type: components["schemas"]["SpaceType"];
            /** Name */
            name: string;
            /** Slug */
            slug: string;
            /** Purpose */
            purpose: string | null;
            scope: components["schemas"]["Scope"];
            status: components["schemas"]["SpaceStatus"];
            /** Parent Id */
            parent_id: string | null;
            /** Working Group Ids */
            working_group_ids: string[];
            /** Supports Ids */
            supports_ids: string[];
            /** Language */
            language: string | null;
            /** Starts On */
            starts_on: string | null;
            /**
             * Ends On
             * @description When it really ended; null while it has not.
             */
            ends_on: string | null;
            /**
             * Due On
             * @description When its mandate or period should end.
             */
            due_on: string | null;
            end_reason: components["schemas"]["EndReason"] | null;
            /**
             * Status Reason
             * @description Why it was rejected or ended, in the words of who decided.
             */
            status_reason: string | null;
            /** Seat Limit */
            seat_limit: number | null;
            /** Seats Taken */
            seats_taken: number;
            usual_size: components["schemas"]["UsualSize"] | null;
            admission: components["schemas"]["Admission"];
            /** Contact */
            contact: string | null;
            /** Successor Of */
            successor_of: string | null;
            /**
             * Overridden
             * @description Refusals of policy that the secretariat overrode for it (R3).
             */
            overridden: string[];
            /** Override Reason */
            override_reason: string | null;
            /**
             * Is Demo
             * @description Made up for the demo network.
             */
            is_demo: boolean;
            /**
             * Leaders
             * @description Who leads it on that day.
             */
            leaders: components["schemas"]["SpaceLeader"][];
            /**
             * Signals
             * @description Warnings about the space as it stands.
             */
            signals: components["schemas"]["FindingRead"][];
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
        };
        /**
         * SpaceStatus
         * @enum {string}
         */
        SpaceStatus: "proposed" | "approved" | "active" | "disbanded" | "rejected";
        /**
         * SpaceType
         * @enum {string}
         */
        SpaceType: "steering_group" | "secretariat" | "working_group" | "workstream" | "collaborative" | "reference_group" | "task_team" | "language_community";
        /** SpaceTypeFigures */
        SpaceTypeFigures: {
            type: components["schemas"]["SpaceType"];
            /** Spaces */
            spaces: number | null;
            /**
             * Seats
             * @description An organisation counts once a space (R19).
             */
            seats: number | null;
        };
        /**
         * SpaceUpdate
         * @description Only what is sent is changed. Status changes by a transition; type and parent are fixed.
         */
        SpaceUpdate: {
            /** Name */
            name?: string;
            /** Slug */
            slug?: string;
            /** Purpose */
            purpose?: string | null;
            scope?: components["schemas"]["Scope"];
            /** Working Group Ids */
            working_group_ids?: string[];
            /** Supports Ids */
            supports_ids?: string[];
            /** Seat Limit */
            seat_limit?: number | null;
            admission?: components["schemas"]["Admission"];
            /** Contact */
            contact?: string | null;
        };
        /**
         * StatisticsRead
         * @description Members, partners and countries are three different counts (S1).
         *
         *     For the public members are rounded to the nearest 100, and parts of a total to steps of 5, so that they do not add
         *     up, and a figure too small to be told (under 5, or near it) is null; the secretariat is told exactly.
         */
        StatisticsRead: {
            /**
             * As Of
             * Format: date
             */
            as_of: string;
            /** Exact */
            exact: boolean;
            /**
             * Members
             * @description Individual members, active on that day.
             */
            members: number | null;
            /**
             * Partners
             * @description Organisations in formal relation with the network on that day.
             */
            partners: number | null;
            /**
             * Countries
             * @description In which those members are.
             */
            countries: number | null;
            /**
             * Organisations
             * @description On record by that day, partners or not.
             */
            organisations: number | null;
            /** Members By Country */
            members_by_country: components["schemas"]["CountryFigure"][];
            /**
             * Members By Language
             * @description Whoever speaks several counts for each.
             */
            members_by_language: components["schemas"]["LanguageFigure"][];
            /** Organisations By Type */
            organisations_by_type: components["schemas"]["OrganisationTypeFigure"][];
            /** Partners By Type */
            partners_by_type: components["schemas"]["OrganisationTypeFigure"][];
            /** Spaces By Type */
            spaces_by_type: components["schemas"]["SpaceTypeFigures"][];
            /** Months */
            months: components["schemas"]["MonthFigures"][];
        };
        /**
         * TaskCreate
         * @description Something a space is to do, from today on.
         */
        TaskCreate: {
            /** Title */
            title: string;
            /** Description */
            description?: string | null;
            /**
             * Owner Id
             * @description Somebody who takes a seat in the space, or staff.
             */
            owner_id?: string | null;
            /** Due On */
            due_on?: string | null;
        };
        /** TaskRead */
        TaskRead: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Space Id
             * Format: uuid
             */
            space_id: string;
            /** Title */
            title: string;
            /** Description */
            description: string | null;
            /**
             * Owner Id
             * @description Null too where the caller may not know who it is.
             */
            owner_id: string | null;
            /** Owner Name */
            owner_name: string | null;
            /** Due On */
            due_on: string | null;
            status: components["schemas"]["TaskStatus"];
            /**
             * Starts On
             * Format: date
             */
            starts_on: string;
            /**
             * Closed On
             * @description The day it was done or dropped.
             */
            closed_on: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
        };
        /**
         * TaskStatus
         * @enum {string}
         */
        TaskStatus: "open" | "done" | "dropped";
        /**
         * TaskUpdate
         * @description Only what is sent is changed. Who owns a task, and nothing more, marks it done or opens it again.
         */
        TaskUpdate: {
            /** Title */
            title?: string;
            /** Description */
            description?: string | null;
            /**
             * Owner Id
             * @description Null: nobody's for now.
             */
            owner_id?: string | null;
            /** Due On */
            due_on?: string | null;
            status?: components["schemas"]["TaskStatus"];
            /**
             * Closed On
             * Format: date
             * @description When it was done or dropped; today when left out.
             */
            closed_on?: string;
        };
        /**
         * TermExemption
         * @description Why no term ends the seat (R28).
         */
        TermExemption: {
            /** Reason */
            reason: string;
        };
        /**
         * TransitionCreate
         * @description A step to another status. `disbanded` brings back the `hash` of its consequences, as previewed.
         */
        TransitionCreate: {
            /**
             * To
             * @enum {string}
             */
            to: "approved" | "active" | "disbanded" | "rejected";
            /** Reason */
            reason?: string | null;
            end_reason?: components["schemas"]["EndReason"] | null;
            /** Decision Id */
            decision_id?: string | null;
            /** Consequences */
            consequences?: string | null;
            /** Override Reason */
            override_reason?: string | null;
        };
        /**
         * TypeChange
         * @description What the space is to become, and what a space of that type is built on; what is left out it then has not.
         */
        TypeChange: {
            type: components["schemas"]["SpaceType"];
            /** Reason */
            reason: string;
            /**
             * Parent Id
             * @description A workstream's working group (S19).
             */
            parent_id?: string | null;
            /**
             * Working Group Ids
             * @default []
             */
            working_group_ids: string[];
            /**
             * Supports Ids
             * @default []
             */
            supports_ids: string[];
            /** Language */
            language?: string | null;
            /**
             * Decision Id
             * @description The Steering Group's, where it approves spaces of that type (S9).
             */
            decision_id?: string | null;
            /** Override Reason */
            override_reason?: string | null;
        };
        /**
         * TypeChangeCreate
         * @description The same, with the `hash` of its consequences, as previewed.
         */
        TypeChangeCreate: {
            type: components["schemas"]["SpaceType"];
            /** Reason */
            reason: string;
            /**
             * Parent Id
             * @description A workstream's working group (S19).
             */
            parent_id?: string | null;
            /**
             * Working Group Ids
             * @default []
             */
            working_group_ids: string[];
            /**
             * Supports Ids
             * @default []
             */
            supports_ids: string[];
            /** Language */
            language?: string | null;
            /**
             * Decision Id
             * @description The Steering Group's, where it approves spaces of that type (S9).
             */
            decision_id?: string | null;
            /** Override Reason */
            override_reason?: string | null;
            /** Consequences */
            consequences: string;
        };
        /**
         * UsualSize
         * @description "Average # of members": shown and warned about, never a cap (R18).
         */
        UsualSize: {
            /** Min */
            min: number;
            /** Max */
            max: number;
        };
        /**
         * Visibility
         * @description How far a person lets each of these be seen; what is left out is seen no further than it must be.
         */
        Visibility: {
            full_name?: components["schemas"]["Audience"];
            country?: components["schemas"]["Audience"];
            languages?: components["schemas"]["Audience"];
            topics?: components["schemas"]["Audience"];
            email?: components["schemas"]["Audience"];
            affiliations?: components["schemas"]["Audience"];
            /** @description To be named to anybody as who leads a space. */
            leading?: components["schemas"]["Publicity"];
        };
        /**
         * Way
         * @description What a holder may do about a space.
         * @enum {string}
         */
        Way: "join" | "apply" | "by_invitation" | "no";
        /**
         * WaysIn
         * @description Every open space, in the order of its name. It is never paged: `next_cursor` is always null.
         */
        WaysIn: {
            /** Items */
            items: components["schemas"]["SpaceEligibility"][];
            /** Next Cursor */
            next_cursor?: null;
        };
        /** Withdrawal */
        Withdrawal: {
            /** Reason */
            reason?: string | null;
        };
        /**
         * FieldProblem
         * @description One malformed value; the value itself is never repeated.
         */
        FieldProblem: {
            /** Pointer */
            pointer: string;
            /** Code */
            code: string;
            /** Detail */
            detail: string;
        };
        /**
         * Problem
         * @description RFC 9457 problem details.
         */
        Problem: {
            /** Type */
            type: string;
            /** Title */
            title: string;
            /** Status */
            status: number;
            /** Detail */
            detail: string;
            /** Instance */
            instance: string;
            /** Code */
            code: string;
            /**
             * Findings
             * @default null
             */
            findings: components["schemas"]["FindingRead"][] | null;
            /**
             * Errors
             * @default null
             */
            errors: components["schemas"]["FieldProblem"][] | null;
        };
    };
    responses: {
        /** @description The body is not JSON */
        Problem400: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Who are you */
        Problem401: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description You may not */
        Problem403: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Absent, or not for you to know */
        Problem404: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The state or the rules say no */
        Problem409: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description If-Match names an older version */
        Problem412: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too large */
        Problem413: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Wrong media type */
        Problem415: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Malformed */
        Problem422: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description If-Match is missing */
        Problem428: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too many; see Retry-After */
        Problem429: {
            headers: {
                /** @description Seconds to wait. */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Busy; see Retry-After */
        Problem503: {
            headers: {
                /** @description Seconds to wait. */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
        IdempotencyKey: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    livez: {
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
            /** @description Not ready; the reason is in the body. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    get_cheat_sheet: {
        parameters: {
            query?: {
                as_of?: string | null;
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
                    "application/json": components["schemas"]["CheatSheet"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    list_rulebooks: {
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
                    "application/json": components["schemas"]["Rulebooks"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    get_rulebook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                version: number;
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
                    "application/json": components["schemas"]["RulebookRead"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    request_sign_in_code: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChallengeRead"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    register: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Registration"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChallengeRead"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    list_sessions: {
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
                    "application/json": components["schemas"]["SessionList"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    sign_in: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionStarted"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    confirm_session: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Confirmation"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionRead"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    request_confirmation_code: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChallengeRead"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    end_other_sessions: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
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
                    "application/json": components["schemas"]["SessionList"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    end_session: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                session_id: string;
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
                    "application/json": components["schemas"]["SessionEnded"];
                };
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    get_me: {
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
                    "application/json": components["schemas"]["MeRead"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    take_up_credentials: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CredentialsCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CredentialsRead"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    confirm_credentials: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CredentialsConfirm"];
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
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    change_password: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
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
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    renew_recovery_codes: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CredentialsConfirm"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    open_enrolment: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnrolmentRead"];
                };
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    list_spaces: {
        parameters: {
            query?: {
                /** @description How many items a page has at most. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Also count all items exactly. */
                total?: boolean;
                /** @description The state on that day; today's when left out. */
                as_of?: string | null;
                sort?: "name" | "-name" | "created_at" | "-created_at" | "updated_at" | "-updated_at";
                /** @description Part of a name; accents and case do not matter. */
                q?: string | null;
                type?: components["schemas"]["SpaceType"] | null;
                status?: components["schemas"]["SpaceStatus"] | null;
                scope?: components["schemas"]["Scope"] | null;
                parent_id?: string | null;
                language?: string | null;
                updated_since?: string | null;
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
                    "application/json": components["schemas"]["Page_SpaceRead_"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    create_space: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SpaceCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpaceRead"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    get_space: {
        parameters: {
            query?: {
                as_of?: string | null;
            };
            header?: never;
            path: {
                space: string;
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
                    "application/json": components["schemas"]["SpaceRead"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    update_space: {
        parameters: {
            query?: never;
            header: {
                /** @description The resource's ETag, as last read. */
                "if-match": string;
            };
            path: {
                space: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SpaceUpdate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpaceRead"];
                };
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    transition_space: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                space: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TransitionCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpaceRead"];
                };
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    preview_transition: {
        parameters: {
            query?: {
                /** @description The first that the type knows, when left out. */
                end_reason?: components["schemas"]["EndReason"] | null;
                decision_id?: string | null;
            };
            header?: never;
            path: {
                space: string;
                to: components["schemas"]["SpaceStatus"];
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
                    "application/json": components["schemas"]["Consequences"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    preview_type_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                space: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TypeChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Consequences"];
                };
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    change_type: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                space: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TypeChangeCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpaceRead"];
                };
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    get_roster: {
        parameters: {
            query?: {
                /** @description How many items a page has at most. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Also count all items exactly. */
                total?: boolean;
                sort?: "created_at" | "-created_at";
                as_of?: string | null;
            };
            header?: never;
            path: {
                space: string;
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
                    "application/json": components["schemas"]["Page_RosterSeat_"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    list_tasks: {
        parameters: {
            query?: {
                /** @description How many items a page has at most. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Also count all items exactly. */
                total?: boolean;
                /** @description The state on that day; today's when left out. */
                as_of?: string | null;
                /** @description By `due_on` a task without one counts as the latest. */
                sort?: "due_on" | "-due_on" | "created_at" | "-created_at";
                status?: components["schemas"]["TaskStatus"] | null;
                owner_id?: string | null;
                /** @description Due on an earlier day than this. */
                due_before?: string | null;
            };
            header?: never;
            path: {
                space: string;
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
                    "application/json": components["schemas"]["Page_TaskRead_"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    create_task: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                space: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TaskCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskRead"];
                };
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    get_task: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                space: string;
                task: string;
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
                    "application/json": components["schemas"]["TaskRead"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    update_task: {
        parameters: {
            query?: never;
            header: {
                /** @description The resource's ETag, as last read. */
                "if-match": string;
            };
            path: {
                space: string;
                task: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TaskUpdate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskRead"];
                };
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    list_plans: {
        parameters: {
            query?: {
                /** @description How many items a page has at most. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Also count all items exactly. */
                total?: boolean;
                /** @description The state on that day; today's when left out. */
                as_of?: string | null;
                sort?: "created_at" | "-created_at";
                kind?: components["schemas"]["PlanKind"] | null;
                /** @description True: adopted ones; false: drafts. */
                adopted?: boolean | null;
                mandate_id?: string | null;
            };
            header?: never;
            path: {
                space: string;
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
                    "application/json": components["schemas"]["Page_PlanRead_"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    create_plan: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                space: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlanCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanRead"];
                };
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    get_plan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                space: string;
                plan: string;
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
                    "application/json": components["schemas"]["PlanRead"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    update_plan: {
        parameters: {
            query?: never;
            header: {
                /** @description The resource's ETag, as last read. */
                "if-match": string;
            };
            path: {
                space: string;
                plan: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlanUpdate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanRead"];
                };
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    adopt_plan: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                space: string;
                plan: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlanAdoption"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanRead"];
                };
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    list_linkages: {
        parameters: {
            query?: {
                /** @description How many items a page has at most. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Also count all items exactly. */
                total?: boolean;
                /** @description The state on that day; today's when left out. */
                as_of?: string | null;
                sort?: "created_at" | "-created_at";
                /** @description Either end. */
                space_id?: string | null;
                kind?: components["schemas"]["LinkageKind"] | null;
                /** @description Also linkages that have ended or are still to begin. */
                include_ended?: boolean;
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
                    "application/json": components["schemas"]["Page_LinkageRead_"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    create_linkage: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkageCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkageRead"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    get_linkage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                linkage: string;
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
                    "application/json": components["schemas"]["LinkageRead"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    update_linkage: {
        parameters: {
            query?: never;
            header: {
                /** @description The resource's ETag, as last read. */
                "if-match": string;
            };
            path: {
                linkage: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkageUpdate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkageRead"];
                };
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    end_linkage: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                linkage: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkageEnd"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkageRead"];
                };
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    get_network: {
        parameters: {
            query?: {
                /** @description The state on that day; today's when left out. */
                as_of?: string | null;
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
                    "application/json": components["schemas"]["NetworkRead"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    list_extensions: {
        parameters: {
            query?: {
                /** @description How many items a page has at most. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Also count all items exactly. */
                total?: boolean;
                sort?: "created_at" | "-created_at";
            };
            header?: never;
            path: {
                space: string;
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
                    "application/json": components["schemas"]["Page_ExtensionRead_"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    extend_space: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                space: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExtensionCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExtensionRead"];
                };
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    get_extension: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                space: string;
                extension: string;
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
                    "application/json": components["schemas"]["ExtensionRead"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    list_mandates: {
        parameters: {
            query?: {
                /** @description How many items a page has at most. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Also count all items exactly. */
                total?: boolean;
                /** @description The state on that day; today's when left out. */
                as_of?: string | null;
                sort?: "created_at" | "-created_at";
            };
            header?: never;
            path: {
                space: string;
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
                    "application/json": components["schemas"]["Page_MandateRead_"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    open_mandate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                space: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MandateCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MandateRead"];
                };
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    get_mandate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                space: string;
                mandate: string;
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
                    "application/json": components["schemas"]["MandateRead"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    preview_mandate_end: {
        parameters: {
            query?: {
                /** @description The day the mandate would end; today when left out. */
                ends_on?: string | null;
                decision_id?: string | null;
            };
            header?: never;
            path: {
                space: string;
                mandate: string;
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
                    "application/json": components["schemas"]["Consequences"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    end_mandate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                space: string;
                mandate: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MandateEnd"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MandateRead"];
                };
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    list_leaders: {
        parameters: {
            query?: {
                /** @description How many items a page has at most. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Also count all items exactly. */
                total?: boolean;
                sort?: "starts_on" | "-starts_on";
                as_of?: string | null;
                role?: components["schemas"]["LeaderRole"] | null;
                /** @description Also roles that have ended or are still to begin. */
                include_ended?: boolean;
            };
            header?: never;
            path: {
                space: string;
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
                    "application/json": components["schemas"]["Page_LeaderRead_"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    create_leader: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                space: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LeaderCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeaderRead"];
                };
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    get_leader: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                space: string;
                leader: string;
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
                    "application/json": components["schemas"]["LeaderRead"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    end_leader: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                space: string;
                leader: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LeaderEnd"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeaderRead"];
                };
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    list_organisations: {
        parameters: {
            query?: {
                /** @description How many items a page has at most. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Also count all items exactly. */
                total?: boolean;
                sort?: "name" | "-name" | "created_at" | "-created_at" | "updated_at" | "-updated_at";
                /** @description Part of a name, short name or alias; accents and case do not matter. */
                q?: string | null;
                type?: components["schemas"]["OrganisationType"] | null;
                country?: string | null;
                /** @description Only partners today, or only the others. */
                partner?: boolean | null;
                parent_id?: string | null;
                /** @description Only proposals that wait, or only the others. */
                proposed?: boolean | null;
                updated_since?: string | null;
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
                    "application/json": components["schemas"]["Page_OrganisationRead_"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    create_organisation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrganisationCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganisationRead"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    get_organisation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organisation: string;
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
                    "application/json": components["schemas"]["OrganisationRead"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    update_organisation: {
        parameters: {
            query?: never;
            header: {
                /** @description The resource's ETag, as last read. */
                "if-match": string;
            };
            path: {
                organisation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrganisationUpdate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganisationRead"];
                };
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    confirm_organisation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                organisation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProposalConfirm"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganisationRead"];
                };
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    list_focal_points: {
        parameters: {
            query?: {
                /** @description How many items a page has at most. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Also count all items exactly. */
                total?: boolean;
                sort?: "created_at" | "-created_at";
                status?: components["schemas"]["FocalPointStatus"] | null;
            };
            header?: never;
            path: {
                organisation: string;
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
                    "application/json": components["schemas"]["Page_FocalPointRead_"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    create_focal_point: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                organisation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FocalPointCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FocalPointRead"];
                };
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    get_focal_point: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organisation: string;
                focal_point: string;
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
                    "application/json": components["schemas"]["FocalPointRead"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    confirm_focal_point: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                organisation: string;
                focal_point: string;
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
                    "application/json": components["schemas"]["FocalPointRead"];
                };
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    end_focal_point: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                organisation: string;
                focal_point: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FocalPointEnd"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FocalPointRead"];
                };
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    list_members: {
        parameters: {
            query?: {
                /** @description How many items a page has at most. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Also count all items exactly. */
                total?: boolean;
                sort?: "full_name" | "-full_name" | "created_at" | "-created_at" | "updated_at" | "-updated_at";
                /** @description Part of a name, in any script; accents and case do not matter. */
                q?: string | null;
                status?: components["schemas"]["MemberStatus"] | null;
                country?: string | null;
                language?: string | null;
                topic?: string | null;
                /** @description Works there today. */
                organisation_id?: string | null;
                updated_since?: string | null;
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
                    "application/json": components["schemas"]["MemberPage"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    create_member: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MemberCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberRead"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    get_member: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                member: string;
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
                    "application/json": components["schemas"]["MemberRead"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    erase_member: {
        parameters: {
            query?: never;
            header: {
                /** @description The resource's ETag, as last read. */
                "if-match": string;
            };
            path: {
                member: string;
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
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    update_member: {
        parameters: {
            query?: never;
            header: {
                /** @description The resource's ETag, as last read. */
                "if-match": string;
            };
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MemberUpdate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberRead"];
                };
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    request_confirmation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberRead"];
                };
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    confirm_affiliation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                member: string;
                affiliation: string;
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
                    "application/json": components["schemas"]["MemberRead"];
                };
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    refuse_affiliation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                member: string;
                affiliation: string;
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
                    "application/json": components["schemas"]["MemberRead"];
                };
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    export_member: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                member: string;
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
                    "application/json": components["schemas"]["Export"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    list_consents: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                member: string;
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
                    "application/json": components["schemas"]["ConsentList"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    give_consent: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConsentForm"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberRead"];
                };
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    withdraw_consent: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConsentWithdrawal"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberRead"];
                };
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    request_email_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChallengeRead"];
                };
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    confirm_email_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                member: string;
                challenge: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmailChangeConfirm"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberRead"];
                };
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    list_memberships: {
        parameters: {
            query?: {
                /** @description How many items a page has at most. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Also count all items exactly. */
                total?: boolean;
                /** @description The state on that day; today's when left out. */
                as_of?: string | null;
                sort?: "created_at" | "-created_at" | "updated_at" | "-updated_at";
                space_id?: string | null;
                organisation_id?: string | null;
                member_id?: string | null;
                kind?: components["schemas"]["Kind"] | null;
                /** @description Also seats that have ended or are still to begin. */
                include_ended?: boolean;
                updated_since?: string | null;
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
                    "application/json": components["schemas"]["Page_MembershipRead_"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    create_membership: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MembershipCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MembershipRead"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    get_membership: {
        parameters: {
            query?: {
                as_of?: string | null;
            };
            header?: never;
            path: {
                membership: string;
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
                    "application/json": components["schemas"]["MembershipRead"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    update_membership: {
        parameters: {
            query?: never;
            header: {
                /** @description The resource's ETag, as last read. */
                "if-match": string;
            };
            path: {
                membership: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MembershipUpdate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MembershipRead"];
                };
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    end_membership: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                membership: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MembershipEnd"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MembershipRead"];
                };
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    list_representatives: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                membership: string;
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
                    "application/json": components["schemas"]["RepresentativeHistory"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    put_representative: {
        parameters: {
            query?: never;
            header: {
                /** @description The resource's ETag, as last read. */
                "if-match": string;
            };
            path: {
                membership: string;
                role: components["schemas"]["RepresentativeRole"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RepresentativePut"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MembershipRead"];
                };
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    delete_representative: {
        parameters: {
            query?: never;
            header: {
                /** @description The resource's ETag, as last read. */
                "if-match": string;
            };
            path: {
                membership: string;
                role: components["schemas"]["RepresentativeRole"];
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
                    "application/json": components["schemas"]["MembershipRead"];
                };
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    agree_to_represent: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                membership: string;
                role: components["schemas"]["RepresentativeRole"];
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
                    "application/json": components["schemas"]["MembershipRead"];
                };
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    refuse_to_represent: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                membership: string;
                role: components["schemas"]["RepresentativeRole"];
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
                    "application/json": components["schemas"]["MembershipRead"];
                };
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    attest_representative: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                membership: string;
                role: components["schemas"]["RepresentativeRole"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AttestationCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MembershipRead"];
                };
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    exempt_from_term: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                membership: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TermExemption"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MembershipRead"];
                };
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    withdraw_term_exemption: {
        parameters: {
            query?: never;
            header: {
                /** @description The resource's ETag, as last read. */
                "if-match": string;
            };
            path: {
                membership: string;
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
                    "application/json": components["schemas"]["MembershipRead"];
                };
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    list_applications: {
        parameters: {
            query?: {
                /** @description How many items a page has at most. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Also count all items exactly. */
                total?: boolean;
                sort?: "created_at" | "-created_at" | "updated_at" | "-updated_at";
                space_id?: string | null;
                organisation_id?: string | null;
                member_id?: string | null;
                kind?: components["schemas"]["Kind"] | null;
                status?: components["schemas"]["ApplicationStatus"] | null;
                updated_since?: string | null;
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
                    "application/json": components["schemas"]["Page_ApplicationRead_"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    submit_application: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApplicationCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationRead"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    get_application: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                application: string;
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
                    "application/json": components["schemas"]["ApplicationRead"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    decide_application: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                application: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecisionOnApplication"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MembershipRead"] | components["schemas"]["ApplicationRead"];
                };
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    withdraw_application: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                application: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Withdrawal"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationRead"];
                };
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    list_clients: {
        parameters: {
            query?: {
                /** @description How many items a page has at most. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Also count all items exactly. */
                total?: boolean;
                sort?: "created_at" | "-created_at";
                organisation_id?: string | null;
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
                    "application/json": components["schemas"]["Page_ClientRead_"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    create_client: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClientCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientMade"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    get_client: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                client: string;
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
                    "application/json": components["schemas"]["ClientRead"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    rotate_client_key: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                client: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeyCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientMade"];
                };
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    revoke_client_key: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                client: string;
                key: string;
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
                    "application/json": components["schemas"]["ClientRead"];
                };
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    revoke_client: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                client: string;
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
                    "application/json": components["schemas"]["ClientRead"];
                };
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    ask_eligibility: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EligibilityQuestion"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EligibilityRead"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    list_ways_in_for_member: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                member: string;
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
                    "application/json": components["schemas"]["WaysIn"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    list_ways_in_for_organisation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organisation: string;
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
                    "application/json": components["schemas"]["WaysIn"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    list_decisions: {
        parameters: {
            query?: {
                /** @description How many items a page has at most. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Also count all items exactly. */
                total?: boolean;
                sort?: "created_at" | "-created_at";
                body_id?: string | null;
                subject_type?: components["schemas"]["DecisionSubject"] | null;
                subject_id?: string | null;
                outcome?: components["schemas"]["DecisionOutcome"] | null;
                /** @description Those taken on that day or before it. */
                as_of?: string | null;
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
                    "application/json": components["schemas"]["Page_DecisionRead_"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    record_decision: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecisionCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionRead"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    get_decision: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                decision: string;
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
                    "application/json": components["schemas"]["DecisionRead"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    list_comments: {
        parameters: {
            query?: {
                /** @description How many items a page has at most. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Also count all items exactly. */
                total?: boolean;
                sort?: "created_at" | "-created_at";
            };
            header?: never;
            path: {
                space: string;
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
                    "application/json": components["schemas"]["Page_CommentRead_"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    comment_on_space: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                space: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommentCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommentRead"];
                };
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    get_comment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                space: string;
                comment: string;
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
                    "application/json": components["schemas"]["CommentRead"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    list_imports: {
        parameters: {
            query?: {
                /** @description How many items a page has at most. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Also count all items exactly. */
                total?: boolean;
                sort?: "created_at" | "-created_at" | "updated_at" | "-updated_at";
                status?: components["schemas"]["ImportStatus"] | null;
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
                    "application/json": components["schemas"]["Page_ImportRead_"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    preview_import: {
        parameters: {
            query: {
                kind: "members";
            };
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    file: string;
                };
                "text/csv": string;
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportRead"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    get_import_template: {
        parameters: {
            query: {
                kind: "members";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A CSV in UTF-8 with a BOM. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    get_import: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: string;
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
                    "application/json": components["schemas"]["ImportRead"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    list_import_rows: {
        parameters: {
            query?: {
                /** @description How many items a page has at most. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Also count all items exactly. */
                total?: boolean;
                result?: components["schemas"]["ImportResult"] | null;
                /** @description Whether the row has a code: refused for whatever reason, or not. */
                refused?: boolean | null;
            };
            header?: never;
            path: {
                import_id: string;
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
                    "application/json": components["schemas"]["Page_ImportRowRead_"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    commit_import: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for this caller and path: the same body gives the same answer and one effect. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                import_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportRead"];
                };
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    get_import_report: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A CSV in UTF-8 with a BOM. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The thing now has another address. */
            308: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    list_signals: {
        parameters: {
            query?: {
                /** @description How many items a page has at most. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Also count all items exactly. */
                total?: boolean;
                /** @description What is overdue, what falls due, what waits longest, and then the rest. */
                sort?: "urgency";
                code?: ("size_outside_band" | "single_wg_only" | "no_leader" | "meeting_overdue" | "mandate_expired" | "mandate_ending" | "seat_without_representative" | "ready_to_disband" | "eligibility_lapsed" | "inactive" | "applications_waiting" | "proposal_waiting" | "term_ending" | "seniority_not_attested" | "task_overdue") | null;
                space_id?: string | null;
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
                    "application/json": components["schemas"]["Page_SignalRead_"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    get_statistics: {
        parameters: {
            query?: {
                /** @description The state on that day; today's when left out. */
                as_of?: string | null;
                /** @description How many months to tell of, up to that day's. */
                months?: number;
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
                    "application/json": components["schemas"]["StatisticsRead"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    list_audit_events: {
        parameters: {
            query?: {
                /** @description How many items a page has at most. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Also count all items exactly. */
                total?: boolean;
                sort?: "created_at" | "-created_at";
                subject_type?: string | null;
                subject_id?: string | null;
                action?: string | null;
                actor_id?: string | null;
                since?: string | null;
                until?: string | null;
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
                    "application/json": components["schemas"]["Page_AuditEventRead_"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
}
