-- wrk -s load.lua URL -- TOKEN PATHS_FILE   sends GET for the paths of the file in turn, from a random one on.
local requests, at = {}, 1
function init(args)
  for path in io.lines(args[2]) do
    requests[#requests + 1] = wrk.format("GET", path, { Authorization = "Bearer " .. args[1] })
  end
  at = math.random(#requests)
end
function request()
  at = at % #requests + 1
  return requests[at]
end
function done(summary, latency)
  io.write(string.format("RESULT %d %d %d %.3f %.3f\n", summary.requests, summary.duration, summary.errors.status +
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
