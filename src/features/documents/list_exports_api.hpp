#pragma once

#include "features/documents/list_exports.hpp"
#include "http/router.hpp"

namespace kontor::documents {

class ListExportsApi {
 public:
  explicit ListExportsApi(ListExports& exports) : exports_(exports) {}

  static void routes(http::Router& router, ListExportsApi* api);

  Task<http::Custom> documents(Caller caller, http::Query<ExportDocuments> in);
  Task<http::Custom> numbers(Caller caller, http::Path<Id<Series>> id, http::Query<ExportNumbers> in);

 private:
  ListExports& exports_;
};

}  // namespace kontor::documents
