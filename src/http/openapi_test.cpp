#include "http/openapi.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/router.hpp"

namespace kontor::http {
namespace {

using ::testing::HasSubstr;

struct Door {
  Text<1, 10> name;
};
KONTOR_DESCRIBE(Door, name)

struct Which {
  std::optional<int> limit;
};
KONTOR_DESCRIBE(Which, limit)

class DoorsApi {
 public:
  Task<Created<Door>> open(Caller, Path<Id<Door>>, Body<Door>) { co_return fail(Error::not_found("door")); }
  Task<> close(Path<Id<Door>>, Query<Which>) { co_return Result<>(); }
  Task<Custom> paint(Caller, IdempotencyKey, Upload) { co_return Custom{}; }
};

std::string document() {
  DoorsApi api;
  Router router;
  router.add(Method::post, "/api/v1/doors/{id}/key-holders", &api, &DoorsApi::open,
             {.summary = "Open it", .tag = "Doors"});
  router.add(Method::del, "/api/v1/doors/{id}", &api, &DoorsApi::close, {.summary = "Close it"});
  router.add(Method::put, "/api/v1/paint", &api, &DoorsApi::paint, {.summary = "Paint them"});
  return openapi(router, "Doors", "1.2.3");
}

TEST(OpenApi, DescribesARouteByItsHandlersTypes) {
  EXPECT_THAT(document(), HasSubstr(R"(    "/api/v1/doors/{id}/key-holders": {
      "post": {
        "operationId": "post_doors_id_key_holders",
        "summary": "Open it",
        "tags": ["Doors"],
        "security": [
          {
            "bearer": []
          },
          {
            "cookie": []
          }
        ],
        "parameters": [
          {
            "name": "id",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string",
              "format": "uuid"
            }
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/Door"
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "Success",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Door"
                }
              }
            }
          },
          "default": {
            "description": "What is wrong, and where",
            "content": {
              "application/problem+json": {
                "schema": {
                  "$ref": "#/components/schemas/Problem"
                }
              }
            }
          }
        }
      }
    },)"));
}

TEST(OpenApi, SaysWhatNeedsNoLoginHasNoBodyAndGivesNothing) {
  EXPECT_THAT(document(), HasSubstr(R"(      "delete": {
        "operationId": "delete_doors_id",
        "summary": "Close it",
        "parameters": [
          {
            "name": "id",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string",
              "format": "uuid"
            }
          },
          {
            "name": "limit",
            "in": "query",
            "required": false,
            "schema": {
              "type": "integer"
            }
          }
        ],
        "responses": {
          "204": {
            "description": "Done"
          },)"));
}

TEST(OpenApi, DescribesUploadsAndHeaders) {
  const std::string text = document();
  EXPECT_THAT(text, HasSubstr(R"("application/octet-stream": {)"));
  EXPECT_THAT(text, HasSubstr(R"(            "name": "Idempotency-Key",
            "in": "header",
            "required": false,)"));
}

TEST(OpenApi, IsTheSameBytesForTheSameTable) {
  EXPECT_EQ(document(), document());
  EXPECT_TRUE(
      document().starts_with("{\n  \"openapi\": \"3.1.0\",\n  \"info\": {\n    \"title\": \"Doors\",\n"
                             "    \"version\": \"1.2.3\"\n  },\n"));
  EXPECT_TRUE(document().ends_with("}\n"));
}

}  // namespace
}  // namespace kontor::http
