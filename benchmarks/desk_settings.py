"""What the bot is told whose desk is measured."""

RUDE = "well, shut up you moron, that is number"
SETTINGS = """\
version: 1
community:
  name: Riverside Makers
  staff: {managers: [Community team], moderators: [Moderators]}
  staff_channel: "#community-team"
guidelines:
  - id: be-kind
    title: Be kind to people
    severity: high
    detect: [words: {list: slurs}, words: {terms: [shut up you moron]}]
features:
  guidelines:
  desk: {fold_within: 0s}
"""
