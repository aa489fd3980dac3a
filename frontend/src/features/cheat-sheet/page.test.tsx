import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { HttpResponse, http } from "msw";
import { expect, it } from "vitest";
import { API, visit } from "@/test/app";
import type { CheatSheet } from "./sheet";

const sheet: CheatSheet = {
  rulebook: 1,
  effective_from: "2010-01-01",
  columns: [
    {
      space_type: "task_team",
      institutional_membership: false,
      individual_membership: true,
      open_to_wg_members_only: false,
      open_to_all_members: true,
      application_needed: true,
      average_members: { min: 10, max: 25 },
      duration: "As long as there is tea",
      enforced: {},
    },
  ],
};

const problem = {
  type: "urn:inee:problem:not_found",
  title: "Not found",
  status: 404,
  detail: "There is no rulebook on that day.",
  instance: "urn:uuid:0",
  code: "not_found",
};

it("shows what went wrong in the API's own words, and tries again", async () => {
  let asked = 0;
  await visit(
    "/cheat-sheet",
    http.get(`${API}/v1/cheat-sheet`, () => {
      asked += 1;
      return asked === 1 ? HttpResponse.json(problem, { status: 404 }) : HttpResponse.json(sheet);
    }),
  );
  expect(await screen.findByText(problem.detail)).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("columnheader", { name: "Task Team" })).toBeTruthy();
});

it("shows a duration that it has no word for as it was published", async () => {
  await visit(
    "/cheat-sheet",
    http.get(`${API}/v1/cheat-sheet`, () => HttpResponse.json(sheet)),
  );
  const published = await screen.findByText("As long as there is tea");
  expect(published.getAttribute("lang")).toBe("en");
});
