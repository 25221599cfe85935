#include "features/organization/letterhead.hpp"

#include "blob/blob_store.hpp"

namespace kontor::organization {

namespace {

blob::Key blob_key(const std::string& key) { return blob::Key::parse(key).value(); }

}  // namespace

std::optional<PictureType> picture_type(std::string_view bytes) {
  if (bytes.starts_with("\x89PNG\r\n\x1A\n")) return PictureType::png;
  if (bytes.starts_with("\xFF\xD8\xFF")) return PictureType::jpeg;
  return std::nullopt;
}

std::string_view media_type(PictureType type) { return type == PictureType::png ? "image/png" : "image/jpeg"; }

Async<Letterhead> Letterheads::of(Id<Organization> org) {
  Letterhead letterhead;
  if (const auto found = co_await store_.find_organization(org)) letterhead.name = found->name;
  if (const auto key = co_await store_.logo_key(org))
    letterhead.logo = (co_await blobs_.get(blob_key(*key))).value_or("");
  co_return letterhead;
}

Task<> Letterheads::set_logo(const Caller& caller, std::function<Task<std::string_view>()> next) {
  CO_TRY(caller.require(Permission::manage_organization));  // before 25 MiB are taken in
  // A new name for each: a document that is being made keeps the picture it has begun with.
  const std::string key = fmt::format("organizations/{}/logo-{}", caller.org.text(), Uuid::v7().text());
  const std::unique_ptr<blob::Writer> writer = co_await blobs_.write(blob_key(key));
  for (bool first = true;; first = false) {
    CO_TRY(const std::string_view piece, co_await next());
    if (first && !picture_type(piece))
      co_return fail({.code = Code::unsupported, .public_message = "The logo must be a PNG or JPEG picture."});
    if (piece.empty()) break;
    co_await writer->append(std::string(piece));
  }
  co_await writer->commit();
  const std::optional<std::string> old = co_await store_.logo_key(caller.org);
  co_await store_.set_logo_key(caller.org, key);
  if (old) co_await blobs_.remove(blob_key(*old));
  co_return Result<>();
}

Task<> Letterheads::remove_logo(const Caller& caller) {
  CO_TRY(caller.require(Permission::manage_organization));
  const std::optional<std::string> old = co_await store_.logo_key(caller.org);
  co_await store_.set_logo_key(caller.org, std::nullopt);
  if (old) co_await blobs_.remove(blob_key(*old));
  co_return Result<>();
}

Task<std::string> Letterheads::logo(const Caller& caller) {
  const std::optional<std::string> key = co_await store_.logo_key(caller.org);
  if (!key) co_return fail(Error::not_found("logo"));
  co_return co_await blobs_.get(blob_key(*key));
}

}  // namespace kontor::organization
