#pragma once

#include "features/organization/letterhead.hpp"
#include "http/router.hpp"

namespace kontor::organization {

class LogoApi {
 public:
  explicit LogoApi(Letterheads& letterheads) : letterheads_(letterheads) {}

  static void routes(http::Router& router, LogoApi* api);

  Task<http::Custom> show(Caller caller);
  Task<> upload(Caller caller, http::Upload picture);
  Task<> remove(Caller caller);

 private:
  Letterheads& letterheads_;
};

}  // namespace kontor::organization
