import { describe, expect, it } from "vitest";
import { digitsOf, hasDigits } from "./digits";
import { COUNTRIES, named, SPOKEN } from "./places";
import { asProblem, fieldErrors } from "./problem";
import { returnPath } from "./return-path";

describe("a code", () => {
  it.each(["12345678", "1234 5678", "1234-5678", " 1234\u00a05678 ", "١٢٣٤٥٦٧٨"])(
    "is taken as copied: %s",
    (typed) => {
      expect(hasDigits(typed, 8)).toBe(true);
    },
  );

  it.each(["1234567", "123456789", "1234567a", ""])("is not sent when it cannot be one: %s", (typed) => {
    expect(hasDigits(typed, 8)).toBe(false);
  });

  it("goes out without what people put between its digits", () => {
    expect(digitsOf("1234 5678")).toBe("12345678");
  });
});

describe("the way back after signing in", () => {
  it("is a page of ours", () => {
    expect(returnPath("/join?type=task_team")).toBe("/join?type=task_team");
  });

  it.each(["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", undefined])(
    "never leads elsewhere: %s",
    (wanted) => {
      expect(returnPath(wanted)).toBe("/join");
    },
  );
});

describe("a problem", () => {
  const problem = {
    status: 422,
    title: "Malformed",
    detail: "Something is malformed.",
    errors: [{ pointer: "/email", code: "not_an_email", detail: "This is no address." }],
  };

  it("puts each error beside its field", () => {
    expect(fieldErrors(problem)).toEqual({ email: "This is no address." });
  });

  it("is told from no answer at all", () => {
    expect(asProblem(problem)?.detail).toBe("Something is malformed.");
    expect(asProblem(new TypeError("Failed to fetch"))).toBeNull();
  });
});

it.each(["en", "fr", "es", "pt", "ar"])("countries and languages have names in %s", (language) => {
  expect(named(COUNTRIES, "region", language)).toHaveLength(COUNTRIES.length);
  expect(named(SPOKEN, "language", language).length).toBeGreaterThan(90);
});
