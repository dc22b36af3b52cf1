use super::*;

#[test]
fn every_template_that_comes_along_can_be_read() {
    for (name, about) in templates() {
        assert_eq!(built_in_template(name).name, name);
        assert!(about.len() > 20, "{name}");
    }
}
