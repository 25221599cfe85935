#include "features/organization/logo_api.hpp"

namespace kontor::organization {

void LogoApi::routes(http::Router& router, LogoApi* api) {
  constexpr std::string_view path = "/api/v1/organization/logo";
  router.add(http::Method::get, path, api, &LogoApi::show, {"The logo", "organization"});
  router.add(http::Method::put, path, api, &LogoApi::upload,
             {"Set the logo: a PNG or JPEG picture as the body", "organization"});
  router.add(http::Method::del, path, api, &LogoApi::remove, {"Remove the logo", "organization"});
}

Task<http::Custom> LogoApi::show(Caller caller) {
  CO_TRY(std::string bytes, co_await letterheads_.logo(caller));
  http::Response response;
  response.content_type = media_type(picture_type(bytes).value_or(PictureType::png));
  response.body = std::move(bytes);
  co_return http::Custom{std::move(response)};
}

Task<> LogoApi::upload(Caller caller, http::Upload picture) {
  co_return co_await letterheads_.set_logo(caller, [&reader = picture.reader] { return reader.next(); });
}

Task<> LogoApi::remove(Caller caller) { co_return co_await letterheads_.remove_logo(caller); }

}  // namespace kontor::organization
